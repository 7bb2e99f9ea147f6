package dev.interlock.example.shop.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Calls by several threads that start at the same moment.
 *
 * @param results results, in any order
 */
public record Together<T>(List<T> results) {
    /** A numbered call. */
    public interface Call<T> {
        T call(int number) throws Exception;
    }

    /**
     * Makes calls. Distributes them evenly to the threads.
     *
     * @throws Exception the first exception of a call
     */
    public static <T> Together<T> call(int threads, int calls, Call<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<List<T>>> shares = new ArrayList<>();
        for (int first = 0; first < threads; first++) {
            int number = first;
            shares.add(() -> {
                start.await();
                List<T> results = new ArrayList<>();
                for (int i = number; i < calls; i += threads) {
                    results.add(call.call(i));
                }
                return results;
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<List<T>> share : executor.invokeAll(shares)) {
                results.addAll(share.get());
            }
            return new Together<>(results);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
