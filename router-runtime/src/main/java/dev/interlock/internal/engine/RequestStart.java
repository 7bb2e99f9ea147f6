package dev.interlock.internal.engine;

import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.HttpMethod;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Starts requests whose heads are complete, one after another: admits or rejects each, and then calls its handler or
 * begins its exchange. Sessions that never start two requests in one step may share this object. Used only by the
 * thread of its event loop.
 */
public final class RequestStart {
    private static final ReceivedHead NO_HEAD = new ReceivedHead();
    private static final BodyFraming NO_BODY = new BodyFraming() {
        @Override
        public long length() {
            return 0;
        }

        @Override
        public boolean expectsContinue() {
            return false;
        }

        @Override
        public boolean expectsUnknown() {
            return false;
        }
    };

    private final LoopContext loop;
    private final LoopScratch scratch;
    private final Service service;
    private final Admission admission;
    private RequestPath path = new RequestPath();

    // The request that is being started.
    private ReceivedHead head = NO_HEAD;
    private BodyFraming framing = NO_BODY;
    /** Index of the first byte of the head. */
    private int headFrom;
    /** Index after the head. */
    private int headTo;
    /** Whether the whole body has arrived. */
    private boolean arrived;

    public RequestStart(LoopContext loop, LoopScratch scratch) {
        this.loop = loop;
        this.scratch = scratch;
        service = loop.service();
        admission = new Admission(service.routes(), service.maxBody());
    }

    /** Drops the references to the request's bytes, so that their array can be freed. */
    public void forget() {
        path.forget();
        admission.forget();
    }

    /**
     * Starts a request. Its observation has begun.
     *
     * @param read head of the request
     * @param from index of the first byte of the head in its array
     * @param to index after the head
     * @param bodyFraming framing of the body, valid during this call
     * @param available number of received bytes after the head, including bytes after the body
     */
    public void begin(
            ServedRequest served, ReceivedHead read, int from, int to, BodyFraming bodyFraming, int available) {
        head = read;
        headFrom = from;
        headTo = to;
        framing = bodyFraming;
        long length = framing.length();
        arrived = length != BodyFraming.UNKNOWN && length <= available;
        if (!loop.reusing()) {
            path = new RequestPath();
        }
        int method = admission.method(head);
        served.begin(method == HttpMethod.HEAD);
        int number = admission.decide(method, head, framing, path, scratch.response());
        served.observation().routed(admission.route());
        if (number == Admission.ANSWERED) {
            answerWithoutHandler(served);
        } else {
            begin(served, service.routes().router().route(number));
        }
        path.trim();
    }

    private void begin(ServedRequest served, RouteInfo route) {
        if (service.memory().direct().isFull() && !route.essential()) {
            // Clients that do not read their responses hold the direct memory. Until some of them are disconnected,
            // only essential routes are served.
            service.memory().used(Defence.REFUSED_REQUEST);
            shed(served, ServerRejection.NO_MEMORY);
        } else if (arrived && isAtOnce(route)) {
            call(served, route);
        } else {
            Rejection rejection = service.enter(route, isStream(route));
            if (rejection != null) {
                shed(served, rejection);
            } else if (!detach(served, route)) {
                shed(served, ServerRejection.NO_MEMORY);
            }
        }
    }

    /** Takes a body that has arrived completely. Returns the index of its first byte in the received bytes. */
    private int take(ServedRequest served) {
        Inbound inbound = served.wire().inbound();
        int length = (int) framing.length();
        int from = inbound.from();
        if (length > 0) {
            inbound.skipTo(from + length);
            served.observation().received(length);
            served.observation().bodyArrived(inbound.bytes(), from, inbound.from(), true);
        }
        return from;
    }

    /**
     * Returns whether the handler of a complete request is called in this step. A route with a concurrency limit needs
     * an exchange, which is counted.
     */
    private static boolean isAtOnce(RouteInfo route) {
        return route.execution() == Execution.EVENT_LOOP && route.maxConcurrent() == 0;
    }

    /** Returns whether the handler reads the body while it arrives. */
    private boolean isStream(RouteInfo route) {
        return route.streamedBody() && !route.storedBody() && !arrived;
    }

    private void shed(ServedRequest served, Rejection rejection) {
        admission.reject(rejection, scratch.response());
        answerWithoutHandler(served);
    }

    private void answerWithoutHandler(ServedRequest served) {
        answer(served.observation(), served.remoteAddress());
        if (arrived) {
            take(served);
            served.answer(admission, scratch.response());
        } else {
            // A client that expects 100 Continue may leave out the announced body (RFC 9110 section 10.1.1).
            boolean mayDrop = !framing.expectsContinue() && BodyDelivery.isDroppable(framing.length());
            served.answerUnread(admission, scratch.response(), mayDrop);
        }
    }

    private void answer(ExchangeObservation observation, SocketAddress client) {
        CodeScope outer = observation.openScope();
        try {
            scratch.answer(head, admission.route(), client, admission.problem());
        } finally {
            observation.closeScope(outer);
        }
    }

    private void call(ServedRequest served, RouteInfo route) {
        int from = take(served);
        Inbound inbound = served.wire().inbound();
        ReceivedRequest request = scratch.request();
        request.begin(head, path, route, served.remoteAddress());
        request.body(inbound.bytes(), from, inbound.from());
        served.call(route, request, headFrom, headTo);
    }

    /**
     * Moves the request to an exchange. A handler that reads the body as a stream is called at once, and any other
     * handler after the body has arrived.
     *
     * @return false if the memory budget is spent; the exchange is then not counted
     */
    private boolean detach(ServedRequest served, RouteInfo route) {
        Exchange detached = null;
        try {
            detached = reserved(route);
        } finally {
            if (detached == null) {
                service.leave(route, isStream(route));
            }
        }
        if (detached == null) {
            return false;
        }
        begin(served, detached, route);
        return true;
    }

    /** Charges the memory of an exchange. Returns the exchange, or null if the memory budget is spent. */
    private @Nullable Exchange reserved(RouteInfo route) {
        Exchange pooled = scratch.exchanges().take(framing.length());
        boolean gathered = !route.streamedBody() || route.storedBody();
        int length = arrived && gathered ? (int) framing.length() : 0;
        if (pooled.reserve(head, headTo - headFrom, length, route.essential())) {
            return pooled;
        }
        scratch.exchanges().give(pooled);
        return null;
    }

    private void begin(ServedRequest served, Exchange detached, RouteInfo route) {
        served.own(detached, route);
        detached.begin(served, route, head, path, headFrom, headTo, isStream(route), served.observation());
        if (route.streamedBody() && !route.storedBody()) {
            RequestStream stream =
                    new RequestStream(loop, scratch.received(), served.wire().allocator(), served);
            served.streamBody(detached, framing, admission.maxBody(route), stream);
        } else if (arrived) {
            int from = take(served);
            Inbound inbound = served.wire().inbound();
            detached.body().growTo(inbound.from() - from);
            detached.body().append(inbound.bytes(), from, inbound.from());
            detached.start();
        } else {
            served.gatherBody(detached, framing, admission.maxBody(route));
        }
    }
}
