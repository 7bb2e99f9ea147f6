package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code docs/allocation.md} shows compiles, and holds for a handler such as it has in mind. */
final class AllocationPageTest {
    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/v1/orders")
            final class Orders {
              private final byte[] order;

              Orders(byte[] order) {
                this.order = order;
              }

              @Get("/{id}")
              @Produces("text/plain")
              byte[] find(long id, @Query boolean full) {
                return order;
              }
            }
            """;

    @Test
    void theExampleCompilesAndHolds() throws IOException, ReflectiveOperationException {
        List<String> blocks = Page.of("allocation.md").blocks();
        assertThat(blocks).hasSize(1);
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(
                        Source.of(ORDERS),
                        Source.of("package shop; import dev.interlock.annotation.*;"
                                + " @HttpApp(controllers = Orders.class) final class Api {}"),
                        Source.of("package shop; import dev.interlock.testing.AllocationProbe;"
                                + " public final class Example implements Runnable {"
                                + " private final byte[] store = {'7'};"
                                + " @Override public void run() {\n" + blocks.get(0) + "\n} }"));
        assertThat(compilation.complaints()).isEmpty();
        Class<?> example = compilation.classLoader().loadClass("shop.Example");
        ((Runnable) example.getConstructor().newInstance()).run();
    }
}
