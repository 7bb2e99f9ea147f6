package dev.interlock;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class LeakGuardTest {
    @Test
    void findsBufferThatNobodyReleased() throws InterruptedException {
        PrintStream usual = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        // This leak is intended. Its report must not look like a failure of the tests.
        System.setErr(new PrintStream(logged, true, UTF_8));
        try {
            drop();
            assertThat(LeakGuard.takeLeaks().toString()).contains("LeakGuardTest.drop");
        } finally {
            System.setErr(usual);
        }
        assertThat(logged.toString(UTF_8)).contains("LEAK");
    }

    private static void drop() {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer();
        buffer.writeByte(0);
    }
}
