package io.hindsight.source;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says what a server keeps of its log until capture has read it.
 *
 * @param bytes that it keeps
 * @param room bytes that it can write until it gives up what capture hasn't read; empty where it never does
 * @param idle since when nobody has read it
 * @param trouble why capture can't go on by it, or soon won't, with the cure
 */
public record KeptLog(long bytes, OptionalLong room, Duration idle, Optional<String> trouble) {}
