package dev.interlock.internal.accesslog;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ObservedExchange;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Log of one event loop. Formats lines, and puts them into a ring. Used only by the thread of the loop. */
final class LoopLog {
    private static final FixedText CUT_MEMBER = FixedText.of(",\"cut\":true");
    private static final FixedText[] REASONS = reasons();

    private final LineLayout layout;
    private final LoopClock clock;
    private final LogWriter writer;
    private final LineRing ring;
    private final LineBuffer line;
    private final TimeText time;
    private final RouteTexts routes;
    private final Captures captures;

    /** @param ring ring from which the writer takes the lines */
    LoopLog(LineLayout layout, LoopClock clock, LineRing ring, LogWriter writer) {
        this.layout = layout;
        this.clock = clock;
        this.writer = writer;
        this.ring = ring;
        line = new LineBuffer(Escapes.of(layout.format()));
        time = new TimeText(clock);
        routes = new RouteTexts(layout.format());
        captures = new Captures(layout, routes);
    }

    private static FixedText[] reasons() {
        AbortReason[] all = AbortReason.values();
        FixedText[] names = new FixedText[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = FixedText.of(all[i].name().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** Returns the escaped address of a client. Must not be called while a line is written. */
    FixedText client(String address) {
        return line.escaped(address, LineBuffer.LONGEST_CLIENT - LineBuffer.CUT.length());
    }

    /** @param forwarded authority that a trusted proxy states, or null */
    Capture capture(RequestHead head, @Nullable RouteInfo route, @Nullable String forwarded) {
        return captures.take(head, route, forwarded);
    }

    /**
     * Writes the line of an exchange, and frees its capture.
     *
     * @param client address of the client
     * @param captured head of the request, or null if it could not be read
     * @param reason reason of the abort, or null if the response was sent
     */
    void write(ObservedExchange exchange, FixedText client, @Nullable Capture captured, @Nullable AbortReason reason) {
        Capture capture = captured == null ? captures.none() : captured;
        long now = reason == null ? exchange.lastByteNanos() : clock.nanoTime();
        line.begin(capture.textLeft());
        int group = -1;
        boolean inGroup = false;
        for (int i = 0; i < layout.size(); i++) {
            LogElement element = layout.element(i);
            if (!element.kind().isOfHead()) {
                write(element, exchange, client, reason, now);
            } else if (!inGroup) {
                capture.write(++group, line);
            }
            inGroup = element.kind().isOfHead();
        }
        end(capture.isCut() || line.isCut());
        captures.give(capture);
        ring.put(line.bytes(), line.length());
        if (ring.needsWriter()) {
            writer.wake();
        }
    }

    private void end(boolean cut) {
        if (layout.format() == LogFormat.JSON) {
            if (cut) {
                line.put(CUT_MEMBER);
            }
            if (line.length() == 0) {
                line.put(',');
            }
            // Each member begins with a comma. The brace replaces the first comma.
            line.putFirst('{');
            line.put('}');
        }
        line.put('\n');
    }

    @SuppressWarnings("EnumOrdinal") // The array has the order of the constants.
    private void write(
            LogElement element, ObservedExchange exchange, FixedText client, @Nullable AbortReason reason, long now) {
        switch (element.kind()) {
            case TIME -> time(element, exchange.begunNanos(), now);
            case CLIENT -> fixed(element, client);
            case STATUS -> number(element, exchange.status(), exchange.status() > 0);
            case REQUEST_BYTES -> number(element, exchange.requestBytes(), true);
            case RESPONSE_BYTES -> number(element, exchange.responseBytes(), exchange.status() > 0);
            case DURATION -> number(element, micros(now - exchange.begunNanos()), true);
            case FIRST_BYTE ->
                number(
                        element,
                        micros(exchange.firstByteNanos() - exchange.begunNanos()),
                        exchange.firstByteNanos() != 0);
            case ROUTE -> text(element, exchange.route() == null ? null : routes.template(exchange.route()));
            case HANDLER -> text(element, exchange.route() == null ? null : routes.handler(exchange.route()));
            case ABORTED -> fixed(element, reason == null ? null : REASONS[reason.ordinal()]);
            default -> throw new IllegalStateException(element.kind() + " is in the head");
        }
    }

    private static long micros(long nanos) {
        return Math.max(0, nanos) / 1000;
    }

    private void time(LogElement element, long begun, long now) {
        line.put(element.lead());
        if (layout.format() == LogFormat.JSON) {
            time.iso(begun, now, line);
        } else {
            time.apache(begun, now, line);
        }
        line.put(element.tail());
    }

    private void number(LogElement element, long value, boolean isPresent) {
        if (!isPresent) {
            line.put(element.absent());
            return;
        }
        line.number(element, value);
    }

    private void text(LogElement element, @Nullable FixedText value) {
        if (value == null) {
            line.put(element.absent());
        } else {
            line.value(element, value);
        }
    }

    /** Writes a value for which each line has room. */
    private void fixed(LogElement element, @Nullable FixedText value) {
        if (value == null) {
            line.put(element.absent());
            return;
        }
        line.fixed(element, value);
    }
}
