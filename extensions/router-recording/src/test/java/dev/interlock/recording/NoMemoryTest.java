package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.ServerState;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges that begin while the server has no memory. */
final class NoMemoryTest {
    private static final int FAILURES = 1000;

    @TempDir
    private Path directory;

    private boolean hasMemory;
    private long held;
    private @Nullable Object ofConnection;
    private @Nullable Object ofExchange;

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private ObservedConnection connection() {
        return proxy(ObservedConnection.class, (self, method, arguments) -> switch (method.getName()) {
            case "hold" -> {
                held += (Integer) arguments[0];
                yield null;
            }
            case "attach" -> {
                ofConnection = arguments[1];
                yield null;
            }
            default -> ofConnection;
        });
    }

    private ObservedExchange exchange() {
        ObservedConnection connection = connection();
        return proxy(ObservedExchange.class, (self, method, arguments) -> switch (method.getName()) {
            case "connection" -> connection;
            case "hasHead", "timedOut" -> false;
            case "status" -> 400;
            case "begunNanos", "firstByteNanos", "lastByteNanos" -> System.nanoTime();
            case "attachment" -> ofExchange;
            case "attach" -> {
                if (!hasMemory) {
                    throw new OutOfMemoryError("on purpose");
                }
                ofExchange = arguments[1];
                yield null;
            }
            default -> null;
        });
    }

    @Test
    void failedExchangesHoldNoMemory() throws Exception {
        Recording recording = Recording.to(directory.resolve("recording"))
                .captureMemory(64 * 1024)
                .build();
        recording.serverOpened(proxy(ServerState.class, (self, method, arguments) -> List.of()));
        ObservedExchange exchange = exchange();
        for (int i = 0; i < FAILURES; i++) {
            assertThrows(OutOfMemoryError.class, () -> recording.requestBegun(exchange));
        }
        assertThat(held).isEqualTo(0);
        hasMemory = true;
        recording.requestBegun(exchange);
        assertThat(held).isGreaterThan(0);
        recording.responseSent(exchange);
        assertThat(held).isEqualTo(0);
        recording.serverClosed();
        assertThat(recording.dropped()).isEqualTo(FAILURES);
        assertThat(Recorded.in(directory.resolve("recording")).exchanges).hasSize(1);
    }
}
