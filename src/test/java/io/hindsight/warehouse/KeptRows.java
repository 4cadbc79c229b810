package io.hindsight.warehouse;

import io.hindsight.history.Batch;
import io.hindsight.history.CurrentModel.Latest;
import io.hindsight.history.HistoryModel.Version;
import java.util.List;

/** A kept table that batches are applied to, and that is read as the models say it. */
public interface KeptRows {

    /** Empties it, so that the next try starts anew. */
    void empty();

    void apply(Batch batch);

    List<Version> versions();

    List<Latest> latest();
}
