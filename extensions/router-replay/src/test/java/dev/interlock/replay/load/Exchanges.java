package dev.interlock.replay.load;

import dev.interlock.replay.traffic.Body;
import dev.interlock.replay.traffic.ConnectionId;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.RecordedRequest;
import dev.interlock.replay.traffic.RecordedResponse;
import dev.interlock.replay.traffic.TrafficSource;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recorded exchanges of the tests. */
final class Exchanges {
    static final long MILLI = 1_000_000;

    private Exchanges() {}

    static Exchange get(long connection, long atMillis, String target) {
        return exchange(connection, atMillis, "GET", target, "", List.of());
    }

    static Exchange exchange(
            long connection, long atMillis, String method, String target, String responseBody, List<Field> fields) {
        List<Field> json = List.of(new Field("content-type", "application/json"));
        return new Exchange(
                connection < 0 ? null : new ConnectionId(1, connection, 0),
                atMillis * MILLI,
                atMillis * MILLI,
                method + " " + target,
                new RecordedRequest(method, target, "http", "shop.example", fields, Body.EMPTY),
                new RecordedResponse(200, json, Body.of(responseBody.getBytes(StandardCharsets.UTF_8))));
    }

    static TrafficSource source(Iterable<Exchange> exchanges) {
        Iterator<Exchange> all = exchanges.iterator();
        return new TrafficSource() {
            @Override
            public @Nullable Exchange next() {
                return all.hasNext() ? all.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
