package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import dev.interlock.log.LogText;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Cancels stages whose results nobody needs any more. */
final class StageCancellation {
    private static final Logger LOG = ServerLog.of(StageCancellation.class);

    private StageCancellation() {}

    /**
     * Cancels a stage. If the stage is not a future, cancels the future that the stage returns. This future may be a
     * copy: then the stage itself continues. Does not throw.
     */
    static void cancel(CompletionStage<?> stage) {
        try {
            Future<?> future = stage instanceof Future<?> itself && StageListener.isWhole(stage)
                    ? itself
                    : stage.toCompletableFuture();
            future.cancel(true);
        } catch (Throwable e) {
            // The stage cannot be cancelled, or a stage that depends on it has thrown.
            LOG.debug("A stage was not cancelled", LogText.of(e));
        }
    }

    /** Returns whether the cancellation of a stage has caused the failure. */
    static boolean isBehind(@Nullable Throwable failure) {
        return failure instanceof CancellationException
                || (failure instanceof CompletionException && failure.getCause() instanceof CancellationException);
    }

    /**
     * Releases the value of a stage when the stage completes, because nothing awaits the value any more. Does not
     * throw.
     */
    static void releaseValue(CompletionStage<?> stage) {
        try {
            stage.whenComplete((value, failure) -> ReferenceCountUtil.safeRelease(value));
        } catch (Throwable e) {
            LOG.debug("A stage was not awaited", LogText.of(e));
        }
    }
}
