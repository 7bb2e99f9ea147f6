package dev.interlock.example.sight;

import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.HttpApp;
import dev.interlock.annotation.Timeout;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;

/** Has one handler for each way in which an exchange can end. */
@Controller("/sight")
final class SightController {
    private static final String TEXT = "seen";

    /** Reaches zero when the handler of {@link #left} has received the request. */
    final CountDownLatch waiting = new CountDownLatch(1);

    /** Threads of the handlers, by the last segment of the path. */
    final Map<String, Thread> threads = new ConcurrentHashMap<>();

    /** The whole application. */
    @HttpApp(controllers = SightController.class, filters = RecordingFilter.class)
    static final class App {}

    private void note(String kind) {
        threads.put(kind, Thread.currentThread());
    }

    @Get("/asynchronous")
    CompletionStage<String> asynchronous() {
        note("asynchronous");
        return CompletableFuture.supplyAsync(() -> TEXT);
    }

    @Get("/blocking")
    @Blocking
    String blocking() {
        note("blocking");
        return TEXT;
    }

    @Get("/streaming")
    Flow.Publisher<String> streaming() {
        note("streaming");
        return subscriber -> subscriber.onSubscribe(new Parts(subscriber, List.of("se", "en")));
    }

    @Get("/failing")
    String failing() {
        note("failing");
        throw new IllegalStateException("broken");
    }

    @Get("/late")
    @Timeout("100ms")
    CompletionStage<String> late() {
        note("late");
        return new CompletableFuture<>();
    }

    @Get("/left")
    CompletionStage<String> left() {
        note("left");
        waiting.countDown();
        return new CompletableFuture<>();
    }
}
