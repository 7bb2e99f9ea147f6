package dev.interlock.processor;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.ShownTests;
import org.junit.jupiter.api.Test;

/** Runs the test that is printed in {@code docs/allocation.md}. */
final class AllocationPageTest {
    @Test
    void testPasses() throws ReflectiveOperationException {
        Compilation compilation = Page.of("allocation.md").compile();
        ShownTests.run(compilation, "shop.OrdersAllocationTest");
    }
}
