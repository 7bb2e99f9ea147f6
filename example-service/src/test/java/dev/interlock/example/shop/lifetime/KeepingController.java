package dev.interlock.example.shop.lifetime;

import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Post;
import dev.interlock.example.shop.orders.NewOrderView;
import dev.interlock.example.shop.orders.OrderWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.function.Executable;

/**
 * Keeps every view and writer, and the objects that they return, beyond their request. The compiler's check for this
 * mistake is switched off.
 */
@Controller("/kept")
@SuppressWarnings("interlock.escape")
final class KeepingController {
    /** One use for each kept object. */
    final List<Executable> uses = new ArrayList<>();
    /** Pending responses. The test completes them. */
    final BlockingQueue<CompletableFuture<Void>> waiting = new LinkedBlockingQueue<>();

    @Post("/on-loop")
    String onLoop(@Body NewOrderView order) {
        keep(order);
        return note(order);
    }

    @Post("/blocking")
    @Blocking
    String blocking(@Body NewOrderView order) {
        keep(order);
        return note(order);
    }

    /** Reads the order after the handler has returned, when the test completes the response. */
    @Post("/later")
    CompletionStage<String> later(@Body NewOrderView order) {
        keep(order);
        CompletableFuture<Void> told = new CompletableFuture<>();
        waiting.add(told);
        return told.thenApply(nothing -> note(order));
    }

    @Post("/writer")
    void writer(OrderWriter out) {
        out.id(7);
        uses.add(() -> out.id(8));
    }

    private static String note(NewOrderView order) {
        long products = 0;
        for (NewOrderView.Line line : order.lines()) {
            products += line.productId();
        }
        return order.note() + " " + products;
    }

    private void keep(NewOrderView order) {
        var lines = order.lines();
        var line = lines.get(0);
        var note = order.note();
        uses.addAll(List.of(
                order::note,
                order::lines,
                lines::size,
                () -> lines.get(0),
                () -> lines.iterator().hasNext(),
                line::productId,
                note::length,
                () -> note.charAt(0),
                note::toString));
    }
}
