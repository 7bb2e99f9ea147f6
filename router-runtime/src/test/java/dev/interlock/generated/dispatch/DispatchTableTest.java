package dev.interlock.generated.dispatch;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads handwritten tables, and looks up paths in them. */
final class DispatchTableTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final DispatchTable TABLE = DispatchTable.parse("""
            table 2 3
            dfa 30-39>1|*30-39>1
            route /orders
            route /orders/{0}
            route /orders/{}
            route /orders/{}/lines
            route /files/{*}
            list 1 2
            list 4
            """, """
            node 0 0 1 1 -
             orders|orders=r0
            node 0 0 1 1 - orders|orders=l0 files|files=r4
            node 0 2 1 1 - orders|lines=r3
            row - n0 n1 n2 -
            row - - - - -
            row - - l1 l1 l1
            row - r0 l0 n2 -
            row - - r4 r4 -
            lead %2F 1 1 1
            class * 0 1
            class * 1 1
            class orders 3 1
            class files 4 1
            class * 2 1
            """);

    @ParameterizedTest
    @CsvSource({
        "0, /orders, 0",
        "0, /orders/42, 1",
        "0, /orders/x42, 2",
        "0, /orders/42/lines, 3",
        "0, /files/a, 4",
        "0, /files/, 4",
        "0, /files, -1",
        "0, /files/a//b, 4",
        "0, /f%69les/a, 4",
        "0, /orders/42/line, -1",
        "0, /order/42/lines, -1",
        "0, /ordersx, -1",
        "0, /orders/, -1",
        "0, /, -1",
        "0, /orders/1/lines/2, -1",
        "0, /orders/.., -2",
        "1, /orders, -1",
        "2, /orders, -1",
        "-1, /orders, -1"
    })
    void walks(int method, String path, int route) {
        byte[] bytes = (path + " ".repeat(16)).getBytes(UTF_8);
        RequestPath split = new RequestPath();
        assertThat(TABLE.match(method, bytes, 0, bytes.length - 16, split)).isEqualTo(route);
        assertThat(TABLE.match(method, path.getBytes(UTF_8), 0, bytes.length - 16, split))
                .isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tree 1 2",
                "table 1",
                "table 0 0",
                "table 1 0\nrow - -\nlead %zz 1 0 0",
                "table 1 0\nrow - -\nclass * 1",
                "table 1 1\nroute /a\nrow - x7 -",
                "table 1 1\nroute /a\nnode 0 0 0 0 - a|a=r0 a|a=r0",
                "table 1 1\nroute /a\nnode 0 0 1 1 - 2~r0",
                "table 1 1\nroute /a\nnode 0 0 0 0 - %2Fa|%2Fa=r0",
                "table 1 1\nroute /a\nnode 0 0 0 0 - a%00|a%00=r0",
                "table 1 1\nroute /a\nnode 0 0 0 1 - a|a=r0",
                "table 1 1\nroute /a\nnode 0 0 29 1 - a|a=r0",
                "table 1 1\nroute /a\nnode 0 0 1 2048 - a|a=r0",
                "table 1 1\nroute /a\nnode 0 128 1 1 - a|a=r0",
                "table 1 0\nrow - -\nlead %2F 1 0 1",
                "table 1 0\nrow - -\nlead %2F 3 1 1",
                "table 1 0\nrow - -\nclass * 0\nclass * 0\nclass a 0\nclass a 0",
                "table 1 0\nrow - -\nclass * 0\nclass * 0\nclass nine-long 0"
            })
    void rejectsMalformedTable(String text) {
        assertThrows(IllegalArgumentException.class, () -> DispatchTable.parse(text));
    }

    @Test
    void matchesWithoutAllocation() {
        byte[] bytes = "/orders/42/lines /orders/4%32 /files//a/b ".getBytes(UTF_8);
        RequestPath path = new RequestPath();
        int sum = 0;
        long least = Long.MAX_VALUE;
        // The minimum of several rounds counts, because the JIT compiler may still run in the first ones.
        for (int round = 0; round < 5; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                sum += matchAll(bytes, path);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isEqualTo(0);
        assertThat(sum).isEqualTo(5 * 20_000 * (3 + 1 + 4));
    }

    private static int matchAll(byte[] bytes, RequestPath path) {
        return TABLE.match(0, bytes, 0, 16, path)
                + TABLE.match(0, bytes, 17, 29, path)
                + TABLE.match(0, bytes, 30, 41, path);
    }
}
