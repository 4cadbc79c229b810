package io.hindsight.history;

/** A message that can't be applied, with the reason; for the dead-letter topic. */
public record Rejected(Message message, String reason) {}
