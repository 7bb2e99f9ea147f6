package dev.interlock.internal.engine;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Result of a wait for a stage, on a thread that may block.
 *
 * @param value value of the stage
 * @param failure failure of the stage or of the wait, or null
 */
record BlockingWait(@Nullable Object value, @Nullable Throwable failure) {
    /** Waits for the stage. If the thread is interrupted, cancels the stage and returns a failure. */
    static BlockingWait of(@Nullable CompletionStage<?> awaited) {
        CompletionStage<?> stage = Objects.requireNonNull(awaited);
        try {
            return new BlockingWait(future(stage).get(), null);
        } catch (ExecutionException e) {
            return new BlockingWait(null, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            StageCancellation.cancel(stage);
            return new BlockingWait(null, e);
        } catch (Throwable e) {
            return new BlockingWait(null, e);
        }
    }

    /**
     * Returns a future that completes with the stage. A stage of a library may not support {@code toCompletableFuture}.
     */
    private static CompletableFuture<?> future(CompletionStage<?> stage) {
        CompletableFuture<?> known = StageListener.future(stage);
        if (known != null) {
            return known;
        }
        CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                future.complete(value);
            } else {
                future.completeExceptionally(failure);
            }
        });
        return future;
    }
}
