package shop;

import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Put;
import dev.interlock.annotation.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@Controller("/orders")
final class Orders {
    @Post
    @Status(201)
    void create(@Body NewOrder order, OrderTotal total) {
        total.total(order.userId());
    }

    @Get("/{id}/total")
    void total(long id, OrderTotal total) {
        total.total(id);
    }

    @Put("/{id}")
    void replace(long id, @Body NewOrder order) {}

    @Post("/later")
    CompletionStage<Void> createLater(@Body NewOrder order, OrderTotal total) {
        total.total(order.userId());
        return CompletableFuture.completedFuture(null);
    }
}
