package dev.interlock.internal.engine;

import dev.interlock.http.Problem;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.FieldSection;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Request that is served, from the end of its head to the end of its response. A connection of HTTP/1.1 has one object
 * of this class, which serves one request after another. With HTTP/2, each stream has its own. Used only by the thread
 * of its event loop.
 */
public final class ServedRequest implements ExchangeOwner {
    private static final Logger LOG = ServerLog.of(ServedRequest.class);

    private final LoopScratch scratch;
    private final Service service;
    private final ExchangeWire wire;
    private final ExchangeObservation observation = new ExchangeObservation();
    private final ScopedHandlerCall calls;
    private final BodyDelivery body;
    private final ResponseDelivery delivery;
    private final StreamedResponse streamed;

    private @Nullable Exchange exchange;
    /** Route of the current or last request, or null. */
    private @Nullable RouteInfo current;
    /** Whether a publisher or subscriber may still call this object after the end of its request. */
    private boolean outlived;

    public ServedRequest(LoopContext loop, LoopScratch scratch, ExchangeWire wire, BodyFormat format) {
        this.scratch = scratch;
        this.wire = wire;
        service = loop.service();
        body = new BodyDelivery(format, service, observation);
        calls = new ScopedHandlerCall(loop, observation);
        delivery = new ResponseDelivery(wire, observation, service.memory());
        streamed = delivery.streamed();
    }

    public ExchangeObservation observation() {
        return observation;
    }

    public BodyDelivery body() {
        return body;
    }

    /** Returns the connection or stream of the request. */
    ExchangeWire wire() {
        return wire;
    }

    /** Begins a request whose head is complete. */
    void begin(boolean isToHead) {
        delivery.begin(isToHead);
    }

    /** Returns whether the response is being made, by a handler or by the publisher of its body. */
    public boolean isAnswering() {
        return exchange != null || streamed.isOpen();
    }

    /**
     * Returns whether the object may serve a request of another client. It must not after a streamed body, because the
     * publisher or subscriber of that body may still call it.
     */
    public boolean isReusable() {
        return !outlived;
    }

    /** Returns the streamed response, or null. */
    public @Nullable ResponseStream stream() {
        return streamed.stream();
    }

    /** Returns the streamed response if it lasts until its client leaves, or else null. */
    public @Nullable ResponseStream lasting() {
        return streamed.lasting();
    }

    /** Returns the bytes of heap that would be free as soon as the connection closes. */
    public long reclaimableHeap() {
        long ofExchange = exchange == null ? 0 : exchange.reclaimableBytes();
        return streamed.heldBytes() + ofExchange;
    }

    /**
     * Checks the time limits, and resumes work that has failed for lack of memory. The event loop calls this
     * repeatedly.
     *
     * @param now current time of {@link LoopContext#nanoTime}
     */
    public void tick(long now) {
        body.tick();
        streamed.tick(now);
        Exchange running = exchange;
        if (running != null) {
            running.tick(now, body.isOpen());
        }
    }

    /** Calls the handler of a complete request, and sends its response at once. */
    void call(RouteInfo route, ReceivedRequest request, int headFrom, int headTo) {
        EncodedResponse response = scratch.response();
        current = route;
        if (takesInterimResponses()) {
            response.interims(delivery);
        }
        try {
            calls.runAtOnce(route, request, response);
            if (delivery.isStream(response) && !streamed.request().keep(scratch, request, headFrom, headTo)) {
                calls.fail(route, new NoMemoryException(), request, response);
            }
            reserve(route, request, response);
            respond(response);
        } catch (Throwable failure) {
            breakOff(failure, request);
        } finally {
            request.end();
        }
    }

    /**
     * Reserves memory for a whole response that must wait for its client. If there is no memory, replaces the response
     * with 503.
     */
    private void reserve(RouteInfo route, ReceivedRequest request, EncodedResponse response) {
        if (!delivery.reserve(response, route.essential())) {
            service.memory().used(Defence.REFUSED_REQUEST);
            calls.fail(route, new NoMemoryException(), request, response);
        }
    }

    /** Takes ownership of an exchange that has begun. */
    void own(Exchange begun, RouteInfo route) {
        exchange = begun;
        current = route;
    }

    /** Begins to stream the body of the exchange to its handler. */
    void streamBody(Exchange begun, BodyFraming framing, int maxBody, RequestStream stream) {
        outlived = true;
        body.stream(framing, maxBody, stream, begun.request().receivedTrailers());
        delivery.askForBody(framing);
        begun.start(stream);
    }

    /** Begins to gather the body of the exchange. */
    void gatherBody(Exchange begun, BodyFraming framing, int maxBody) {
        body.gather(framing, maxBody, begun);
        delivery.askForBody(framing);
    }

    @Override
    public SocketAddress remoteAddress() {
        return wire.remoteAddress();
    }

    @Override
    public void run(Runnable task) {
        wire.run(task);
    }

    @Override
    public void advanced() {
        wire.advanced();
    }

    @Override
    public boolean isWritable() {
        return wire.isWritable();
    }

    @Override
    public boolean takesInterimResponses() {
        return wire.takesInterimResponses();
    }

    @Override
    public void sendInterim(int status, FieldSection fields) {
        delivery.sendInterim(status, fields);
    }

    @Override
    public void timedOut() {
        observation.timedOut();
    }

    @Override
    public void respondBeside(ReceivedRequest running, int headLength, ExchangeTimeoutException cause) {
        RouteInfo route = running.route();
        ReceivedRequest copy = scratch.copyBeside(running, headLength, wire.remoteAddress());
        // The exchange may serve another client before this response ends.
        body.detach();
        endExchange();
        try {
            respondTo(route, cause, copy);
        } finally {
            copy.end();
        }
        wire.advanced();
    }

    @Override
    public void responded(EncodedResponse response) {
        try {
            Exchange complete = exchange;
            if (complete != null) {
                reserve(complete.route(), complete.request(), response);
            }
            respond(response);
        } catch (Throwable failure) {
            breakOff(failure);
        }
        wire.advanced();
    }

    /** Rejects the request, because the body of the exchange could not be stored. */
    @Override
    public void storingFailed() {
        try {
            reject(ServerRejection.UNSTORED_BODY, true);
        } catch (Throwable failure) {
            breakOff(failure);
        }
        wire.advanced();
    }

    /** Ends the exchange, because receiving its body failed. */
    @Override
    public void receivingFailed(Throwable cause) {
        breakOff(cause);
    }

    /** Ends the request without another response. */
    public void breakOff(Throwable cause) {
        breakOff(cause, requestInFlight());
    }

    /**
     * Ends the request without another response. The client may have received a part of a response, and would take
     * another response as the rest of it.
     */
    private void breakOff(Throwable cause, @Nullable ReceivedRequest request) {
        observation.failed(cause);
        try {
            wire.broken(cause);
            HandlerCall.logBrokenOff(current, cause, request == null ? "unknown" : request.id());
        } finally {
            try {
                endExchange();
            } finally {
                // The next request of the event loop uses the same response object. That request may come from another
                // client.
                scratch.response().end();
            }
        }
    }

    /**
     * Rejects a request that has not arrived completely. If its handler reads the body as a stream, the handler gets
     * the failure.
     *
     * @param hasHead whether the head is complete
     */
    public void reject(Rejection rejection, boolean hasHead) {
        wire.bodyUnwanted(false);
        if (body.isStreamed()) {
            observation.rejected(rejection);
            body.reject(rejection);
            return;
        }
        EncodedResponse response = scratch.response();
        Problem problem = Admission.problem(rejection, response);
        // A request whose head was complete is an exchange by now.
        Exchange refused = exchange;
        ReceivedRequest request =
                refused == null ? scratch.requestWithoutHead(wire.remoteAddress()) : refused.request();
        observation.rejected(rejection);
        calls.answer(refused == null ? null : refused.route(), problem, request, response);
        LOG.debug(
                "Rejected {}: {}, {}, id {}", wire.remoteAddress(), rejection.detail(), rejection.rule(), request.id());
        request.end();
        body.close();
        endExchange();
        delivery.sendRejection(response, hasHead);
    }

    /** Completes a request without its handler, and sends the response. */
    void answer(Admission decided, EncodedResponse response) {
        observation.rejected(decided);
        respond(response);
    }

    /** Completes a request without its handler and without its body, and sends the response. */
    void answerUnread(Admission decided, EncodedResponse response, boolean mayDrop) {
        wire.bodyUnwanted(mayDrop);
        answer(decided, response);
        wire.dropBody();
    }

    private void respond(EncodedResponse response) {
        if (delivery.isStream(response)) {
            outlived = true;
            delivery.stream(response, this, service.limits().exchangeNanos(current));
        } else {
            delivery.send(response);
            finish();
        }
    }

    @Override
    public void streamBegun() {
        delivery.streamBegun();
    }

    @Override
    public void streamEnded() {
        streamed.end();
        finish();
        wire.advanced();
    }

    @Override
    public void streamFailed(Throwable cause, boolean begun) {
        streamed.end();
        RouteInfo route = current;
        ReceivedRequest failed = requestInFlight();
        if (cause instanceof ExchangeTimeoutException) {
            timedOut();
        } else {
            observation.failed(cause);
        }
        if (begun || route == null || failed == null) {
            breakOff(cause, failed);
            return;
        }
        respondTo(route, cause, failed);
        wire.advanced();
    }

    /** Makes the response to a failure, and sends it. */
    private void respondTo(RouteInfo route, Throwable cause, ReceivedRequest request) {
        try {
            calls.fail(route, cause, request, scratch.response());
            respond(scratch.response());
        } catch (Throwable failure) {
            breakOff(failure, request);
        }
    }

    /** Returns the current request, or null unless it is kept until its response is sent. */
    private @Nullable ReceivedRequest requestInFlight() {
        return exchange == null ? streamed.request().request() : exchange.request();
    }

    /** Finishes a request after its response. */
    private void finish() {
        delivery.noteEnd();
        streamed.request().forget();
        endExchange();
        body.dropRest();
        wire.finished();
    }

    private void endExchange() {
        Exchange over = exchange;
        if (over != null) {
            exchange = null;
            over.end();
        }
    }

    /** Ends everything, because the client has left. If one part cannot be ended, still ends the others. */
    public void clientLeft() {
        try {
            body.connectionClosed();
        } finally {
            try {
                streamed.cancel();
            } finally {
                endExchange();
            }
        }
    }

    /** Forgets the last request, so that the object can serve a request of another client. */
    public void reset() {
        current = null;
        delivery.reset();
        body.close();
        observation.observe(null);
    }
}
