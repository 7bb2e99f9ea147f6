package dev.interlock.internal.transport;

import dev.interlock.server.Footprint;
import dev.interlock.server.MeasuredServer;
import dev.interlock.server.ResetTest;
import dev.interlock.server.ResetTest.Moment;
import dev.interlock.server.TransportType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The other transports also notice a reset at once, unless the server is not reading from the connection. */
@Timeout(60)
final class TransportResetTest {
    private static final int CLIENTS = 50;

    @ParameterizedTest
    @EnumSource(names = {"NIO", "IO_URING"})
    void connectionsAreClosed(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        // Room for the large responses of all clients: a client that gets a short 503 would wait forever for the rest.
        try (MeasuredServer server = MeasuredServer.start("-Xmx512m", "-Dinterlock.transport=" + transport)) {
            // The first run fills the pools of the allocator.
            reset(server);
            Footprint before = server.footprint();
            reset(server);
            server.awaitReturnTo(before);
            server.assertNothingWentWrong();
        }
    }

    private static void reset(MeasuredServer server) throws Exception {
        for (Moment moment : Moment.values()) {
            if (!moment.name().startsWith("WHILE")) {
                ResetTest.reset(server, moment, CLIENTS);
            }
        }
    }
}
