package dev.interlock.example.shop.web;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;

/**
 * Streams lists that are too long for memory. Reads one page at a time, so that a slow client holds no database
 * connection. Each stream uses a thread of the executor. The thread waits while the client does not read.
 */
public final class PagedStreams {
    /** Number of elements of a page. */
    public static final int PAGE = 100;

    private static final int BUFFERED = 32;

    private final Executor threads;

    /**
     * Creates streams.
     *
     * @param threads executor whose size bounds the number of streams; its threads may wait
     */
    public PagedStreams(Executor threads) {
        this.threads = threads;
    }

    /**
     * Returns a publisher of a list.
     *
     * @param next returns the page after a given element, or the first page; a page with fewer than {@link #PAGE}
     *     elements is the last one
     */
    public <T> Flow.Publisher<T> of(Function<Optional<T>, List<T>> next) {
        return of(List.of(), next, Function.identity());
    }

    /**
     * Returns a publisher of a list whose elements are converted.
     *
     * @param head elements before the list
     * @param next returns the page after a given element, or the first page; a page with fewer than {@link #PAGE}
     *     elements is the last one
     */
    public <T, R> Flow.Publisher<R> of(List<R> head, Function<Optional<T>, List<T>> next, Function<T, R> conversion) {
        return subscriber -> {
            // Either the thread that reads pages or the thread that requests elements delivers them.
            SubmissionPublisher<R> elements = new SubmissionPublisher<>(Runnable::run, BUFFERED);
            elements.subscribe(subscriber);
            try {
                threads.execute(() -> submit(head, next, conversion, elements));
            } catch (RejectedExecutionException e) {
                elements.closeExceptionally(new TooManyStreams());
            }
        };
    }

    private static <T, R> void submit(
            List<R> head, Function<Optional<T>, List<T>> next, Function<T, R> conversion, SubmissionPublisher<R> out) {
        try {
            head.forEach(out::submit);
            Optional<T> last = Optional.empty();
            List<T> page;
            do {
                page = next.apply(last);
                for (T element : page) {
                    out.submit(conversion.apply(element));
                    last = Optional.of(element);
                }
            } while (page.size() == PAGE && out.hasSubscribers());
            out.close();
        } catch (RuntimeException | Error e) {
            // Without an end, the client would wait for its time limit.
            out.closeExceptionally(e);
        }
    }
}
