package dev.interlock.internal.flight;

import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.RejectionReason;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Exchange that took at least the time of the setting {@code slow-exchange}. Recorded when the exchange ends. */
@Name("interlock.SlowExchange")
@Label("Slow Exchange")
@Category("Interlock")
@Description("An HTTP request and its response that took longer than slow-exchange")
@StackTrace(false)
final class SlowExchangeEvent extends Event {
    /** Event that is never recorded. It only shows whether a recording wants events of this type. */
    private static final SlowExchangeEvent PROBE = new SlowExchangeEvent();

    @Label("Method")
    @Nullable
    String method;

    @Label("Route")
    @Nullable
    String route;

    @Label("Status")
    int status;

    @Label("Time")
    @Description("From the head of the request to the last byte of the response")
    @Timespan(Timespan.NANOSECONDS)
    long time;

    @Label("Time to First Byte")
    @Description("From the head of the request to the first byte of the response; 0 if none was sent")
    @Timespan(Timespan.NANOSECONDS)
    long firstByteTime;

    @Label("Request Size")
    @DataAmount
    long requestBytes;

    @Label("Response Size")
    @DataAmount
    long responseBytes;

    @Label("Rejection")
    @Nullable
    String rejection;

    @Label("Abort")
    @Description("Reason why the response was not sent completely")
    @Nullable
    String abort;

    @Label("Timed Out")
    @Description("Whether the time limit of the exchange has passed")
    boolean timedOut;

    static void record(ObservedExchange exchange, long nanos, @Nullable AbortReason abort) {
        if (PROBE.isEnabled()) {
            SlowExchangeEvent event = new SlowExchangeEvent();
            event.fill(exchange);
            event.time = nanos;
            event.abort = abort == null ? null : abort.name();
            event.commit();
        }
    }

    private void fill(ObservedExchange exchange) {
        RouteInfo found = exchange.route();
        if (found != null) {
            method = found.method();
            route = found.template();
        }
        status = exchange.status();
        long firstByte = exchange.firstByteNanos();
        firstByteTime = firstByte == 0 ? 0 : firstByte - exchange.begunNanos();
        requestBytes = exchange.requestBytes();
        responseBytes = exchange.responseBytes();
        RejectionReason reason = exchange.rejection();
        rejection = reason == null ? null : reason.name();
        timedOut = exchange.timedOut();
    }
}
