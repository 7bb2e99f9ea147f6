package dev.interlock.dispatch;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables written by hand: what the reader takes, and how it is walked. */
final class DispatchTableTest {
    private static final DispatchTable TABLE = DispatchTable.parse("""
            table 2 3
            dfa 30-39>1|*30-39>1
            route /orders
            route /orders/{0}
            route /orders/{}
            route /orders/{}/lines
            route /files/{*}
            list 1 2
            """, """
            node 0 1 1 -
             orders=r0
            node 0 1 3d - orders=l0 files=r4
            node 2 1 1 - lines&0:orders=r3
            root 0 1 n0
            root 0 2 n1
            root 0 3 n2
            """);

    @ParameterizedTest
    @CsvSource({
        "0, /orders, 0",
        "0, /orders/42, 1",
        "0, /orders/x42, 2",
        "0, /orders/42/lines, 3",
        "0, /files/a, 4",
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
        byte[] bytes = (path + "        ").getBytes(UTF_8);
        RequestPath split = new RequestPath();
        assertThat(TABLE.match(method, bytes, 0, bytes.length - 8, split)).isEqualTo(route);
        assertThat(TABLE.match(method, path.getBytes(UTF_8), 0, bytes.length - 8, split))
                .isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tree 1 2", "table 1 1\nroute /a\nroot 0 1 x7", "table 1 1\nroute /a\nnode 0 1 1 - a=r0 a=r0"})
    void refusesWhatIsNoTable(String text) {
        assertThrows(IllegalArgumentException.class, () -> DispatchTable.parse(text));
    }

    @Test
    void matchesWithoutAllocation() {
        byte[] bytes = "/orders/42/lines /orders/4%32 /files//a/b ".getBytes(UTF_8);
        RequestPath path = new RequestPath();
        int sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += matchAll(bytes, path);
        }
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long after = threads.getCurrentThreadAllocatedBytes();
        long overhead = after - before;
        before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            sum += matchAll(bytes, path);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before - overhead;
        assertThat(allocated).isEqualTo(0);
        assertThat(sum).isEqualTo(40_000 * (3 + 1 - 1));
    }

    private static int matchAll(byte[] bytes, RequestPath path) {
        return TABLE.match(0, bytes, 0, 16, path)
                + TABLE.match(0, bytes, 17, 29, path)
                + TABLE.match(0, bytes, 30, 41, path);
    }
}
