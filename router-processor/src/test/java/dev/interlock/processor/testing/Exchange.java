package dev.interlock.processor.testing;

import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.Router;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request and its response. They pass through the same steps as in a server. */
public final class Exchange {
    private final Router router;
    private final int route;
    private final Request request;
    private final EncodedResponse response = new EncodedResponse();

    Exchange(Router router, int route, Request request) {
        this.router = router;
        this.route = route;
        this.request = request;
    }

    interface Step {
        void take() throws Exception;
    }

    private void answerRefusals(Step step) throws Exception {
        try {
            step.take();
        } catch (HttpException e) {
            response.reset();
            e.writeTo(request, response);
        }
    }

    Exchange handle() throws Exception {
        if (route >= 0) {
            router.begin(route, request);
            answerRefusals(() -> router.handle(route, request, response));
        }
        return this;
    }

    public Response response() {
        return response;
    }

    /** Returns the content of the response so far. Returns null if the body is in the buffer. */
    public @Nullable Content content() {
        return response.content();
    }

    /** Returns the header fields of the response so far. */
    public String fields() {
        return response.fields().toString();
    }

    public boolean isAwaiting() {
        return response.isAwaiting();
    }

    /** Completes and returns the response. If the handler returned a stage, waits for its value. */
    public ReceivedResponse end() throws Exception {
        CompletionStage<?> stage = response.awaited();
        if (stage != null) {
            answerRefusals(() -> {
                response.complete(valueOf(stage));
                router.after(route, request, response);
            });
        }
        if (route >= 0) {
            router.finish(route, request, response);
        }
        return new ReceivedResponse(route, response.status(), response.fields().toString(), SentBody.of(response));
    }

    // A stage may complete with null even if its type argument is not nullable.
    @SuppressWarnings("NullAway")
    private static Object valueOf(CompletionStage<?> stage) throws Exception {
        try {
            return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw Objects.requireNonNullElse(e.getCause(), e) instanceof Exception cause ? cause : e;
        }
    }
}
