package shop;

import com.google.protobuf.StringValue;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Delete;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Query;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;

@Controller("/orders")
public final class Orders {
    enum Status {
        NEW,
        PAID
    }

    @Get
    CompletionStage<StringValue> list(@Query Optional<Status> status) {
        return CompletableFuture.completedFuture(StringValue.of("all"));
    }

    @Get("/{id}")
    CompletableFuture<Optional<StringValue>> find(long id) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Get("/{id}/status")
    CompletionStage<Status> status(long id) {
        return CompletableFuture.completedFuture(Status.PAID);
    }

    @Get("/{id}/note")
    CompletionStage<@Nullable String> note(long id) {
        return CompletableFuture.completedFuture(null);
    }

    @Delete("/{id}")
    CompletionStage<Void> remove(long id) {
        return CompletableFuture.completedFuture(null);
    }

    @Get("/export")
    Flow.Publisher<String> export() {
        return new SubmissionPublisher<>();
    }

    @Get("/archive")
    CompletionStage<SubmissionPublisher<byte[]>> archive() {
        return CompletableFuture.completedFuture(new SubmissionPublisher<>());
    }
}
