package dev.interlock.processor;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.ShownTests;
import org.junit.jupiter.api.Test;

/** Runs the tests in {@code docs/testing.md}, except tests that need a port or an otherwise idle JVM. */
final class TestingPageTest {
    @Test
    void testsPass() throws ReflectiveOperationException {
        Compilation compilation = Page.of("testing.md").compile();
        ShownTests.run(compilation, "shop.OrdersTest");
        ShownTests.run(compilation, "shop.PipeliningTest");
    }
}
