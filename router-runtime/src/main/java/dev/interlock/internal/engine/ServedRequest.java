package dev.interlock.internal.engine;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.InterimSink;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBufAllocator;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Request that is served, from the end of its head to the end of its response. A connection of HTTP/1.1 has one of
 * these, for one request after another; with HTTP/2, each stream has one. Used only by the thread of its event loop.
 */
public final class ServedRequest implements ExchangeOwner, InterimSink {
    private static final Logger LOG = ServerLog.of(ServedRequest.class);

    private final LoopContext loop;
    private final LoopScratch scratch;
    private final Service service;
    private final ExchangeWire wire;
    private final ExchangeObservation observation = new ExchangeObservation();
    private final BodyDelivery body;
    private final StreamedResponse streamed;

    /** Whether the request's method is HEAD. */
    private boolean toHead;

    private @Nullable Exchange exchange;
    /** Route of the current or last request, or null. */
    private @Nullable RouteInfo current;
    /** Whether an interim response may be incomplete. No other response can follow then. */
    private boolean interimCut;
    /** Whether code outside of the engine may call this object after the end of its request. */
    private boolean outlived;

    public ServedRequest(LoopContext loop, LoopScratch scratch, ExchangeWire wire, BodyFormat format) {
        this.loop = loop;
        this.scratch = scratch;
        this.wire = wire;
        service = loop.service();
        body = new BodyDelivery(format, service, observation);
        streamed = new StreamedResponse(service.memory());
    }

    public ExchangeObservation observation() {
        return observation;
    }

    public BodyDelivery body() {
        return body;
    }

    Inbound inbound() {
        return wire.inbound();
    }

    ByteBufAllocator allocator() {
        return wire.allocator();
    }

    /** Begins a request whose head is complete. */
    void begin(boolean isToHead) {
        toHead = isToHead;
    }

    /** Returns whether the server is making the response, or its publisher is. */
    public boolean isAnswering() {
        return exchange != null || streamed.isOpen();
    }

    /**
     * Returns whether no stream of a body has used this object. Otherwise its publisher or subscriber may call the
     * object late, and it must not serve a request of another client.
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
        ResponseStream streaming = streamed.stream();
        if (streaming != null) {
            streaming.tick(now);
        }
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
            response.interims(this);
        }
        try {
            run(route, request, response);
            if (response.content() instanceof Content.Stream
                    && !streamed.request().keep(scratch, request, headFrom, headTo)) {
                fail(route, new NoMemoryException(), request, response);
            }
            respond(response);
        } catch (Throwable failure) {
            breakOff(failure, request);
        } finally {
            request.end();
        }
    }

    private void run(RouteInfo route, ReceivedRequest request, EncodedResponse response) {
        CodeScope outer = observation.openScope();
        try {
            service.handlerCall().runAtOnce(route, request, response);
        } finally {
            observation.failed(request.failure());
            observation.closeScope(outer);
            observation.handlerReturned();
        }
    }

    /** Makes the response to a failure that did not occur within the call of the handler, such as a time-out. */
    private void fail(RouteInfo route, Throwable cause, ReceivedRequest request, EncodedResponse response) {
        CodeScope outer = observation.openScope();
        try {
            if (cause instanceof ExchangeTimeoutException) {
                service.handlerCall().logTimeout(route, request.id(), loop.nanoTime());
            }
            service.handlerCall().failed(route, cause, request, response);
        } finally {
            observation.closeScope(outer);
        }
    }

    /** Takes an exchange that has begun. */
    void own(Exchange begun, RouteInfo route) {
        exchange = begun;
        current = route;
    }

    /** Begins to stream the body of the exchange to its handler. */
    void streamBody(Exchange begun, BodyFraming framing, int maxBody, RequestStream stream) {
        outlived = true;
        body.stream(framing, maxBody, stream, begun.request().receivedTrailers());
        askForBody(framing);
        begun.start(stream);
    }

    /** Begins to gather the body of the exchange. */
    void gatherBody(Exchange begun, BodyFraming framing, int maxBody) {
        body.gather(framing, maxBody, begun);
        askForBody(framing);
    }

    private void askForBody(BodyFraming framing) {
        if (framing.expectsContinue() && !wire.hasBodyBytes()) {
            sendInterim(HttpStatus.CONTINUE, FieldSection.EMPTY);
        }
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

    /** Sends an interim response. Only the event loop may call this. */
    @Override
    public void sendInterim(int status, FieldSection fields) {
        interimCut = true;
        wire.sendInterim(status, fields);
        interimCut = false;
        wire.advanced();
    }

    private void requireUncut() {
        if (interimCut) {
            throw new IllegalStateException("An interim response was not sent completely");
        }
    }

    @Override
    public void timedOut() {
        observation.timedOut();
    }

    @Override
    public void respondBeside(ReceivedRequest running, int headLength, ExchangeTimeoutException cause) {
        RouteInfo route = running.route();
        ReceivedRequest copy = scratch.copyBeside(running, headLength, wire.remoteAddress());
        endExchange();
        try {
            fail(route, cause, copy, scratch.response());
            respond(scratch.response());
        } catch (Throwable failure) {
            breakOff(failure, copy);
        } finally {
            copy.end();
        }
        wire.advanced();
    }

    @Override
    public void responded(EncodedResponse response) {
        try {
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

    /** Ends without another response. */
    public void breakOff(Throwable cause) {
        breakOff(cause, requestInFlight());
    }

    /**
     * Ends without another response. The client may have received a part of a response. It would take later bytes as
     * the rest of that response.
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
            // The handler has begun, so it gets the failure. The failure becomes the response unless the handler makes
            // another one.
            observation.rejected(rejection);
            body.fail(
                    rejection == ServerRejection.NO_MEMORY
                            ? new NoMemoryException()
                            : new HttpException(rejection.status(), rejection.detail()));
            return;
        }
        EncodedResponse response = scratch.response();
        Problem problem = Admission.problem(rejection, response);
        // A request whose head was complete is an exchange by now.
        Exchange refused = exchange;
        ReceivedRequest request =
                refused == null ? scratch.requestWithoutHead(wire.remoteAddress()) : refused.request();
        observation.rejected(rejection);
        answer(refused == null ? null : refused.route(), problem, request, response);
        LOG.debug(
                "Rejected {}: {}, {}, id {}", wire.remoteAddress(), rejection.detail(), rejection.rule(), request.id());
        request.end();
        body.close();
        endExchange();
        // If the head is incomplete, its method is unknown. The response then has a body, as for any method but HEAD.
        boolean withoutBody = toHead && hasHead;
        observeResponse(response, withoutBody);
        requireUncut();
        wire.sendRejection(response, withoutBody);
        if (wire.isWritten()) {
            observation.responseEnded();
        }
    }

    private void answer(@Nullable RouteInfo route, Problem problem, ReceivedRequest request, EncodedResponse response) {
        CodeScope outer = observation.openScope();
        try {
            service.handlerCall().answer(route, problem, request, response);
        } finally {
            observation.closeScope(outer);
        }
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
        requireUncut();
        if (response.hasBody(toHead) && response.content() instanceof Content.Stream content) {
            stream(response, content);
        } else {
            observeResponse(response, toHead);
            wire.send(response, toHead);
            finish();
        }
    }

    private void observeResponse(EncodedResponse response, boolean isToHead) {
        observation.fieldsSet(response);
        observation.responseBegun(response.status());
        if (response.hasBody(isToHead)) {
            observation.bodyAdded(response);
        }
    }

    private void stream(EncodedResponse response, Content.Stream content) {
        outlived = true;
        int status = response.status();
        observation.fieldsSet(response);
        ResponseStream begun = wire.stream(response, content, this, limitNanos());
        streamed.begin(begun, status);
        begun.observe(observation);
        if (begun.isLasting()) {
            wire.lastingBegun();
        }
        begun.subscribe();
    }

    private long limitNanos() {
        return current == null
                ? service.limits().exchangeNanos()
                : service.limits().exchangeNanos(current);
    }

    @Override
    public void streamBegun() {
        observation.responseBegun(streamed.status());
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
        try {
            fail(route, cause, failed, scratch.response());
            respond(scratch.response());
        } catch (Throwable failure) {
            breakOff(failure, failed);
        }
        wire.advanced();
    }

    /** Returns the current request, or null unless it is kept until its response is sent. */
    private @Nullable ReceivedRequest requestInFlight() {
        return exchange == null ? streamed.request().request() : exchange.request();
    }

    /** Finishes a request after its response. */
    private void finish() {
        if (wire.isWritten()) {
            observation.responseEnded();
        }
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
        interimCut = false;
        body.close();
        observation.observe(null);
    }
}
