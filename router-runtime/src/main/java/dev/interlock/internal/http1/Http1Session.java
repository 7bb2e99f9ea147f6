package dev.interlock.internal.http1;

import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.Content;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldSection;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpMethod;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.InterimSink;
import dev.interlock.http.Problem;
import dev.interlock.http.Protocol;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.Admission;
import dev.interlock.internal.engine.Defence;
import dev.interlock.internal.engine.Exchange;
import dev.interlock.internal.engine.ExchangeObservation;
import dev.interlock.internal.engine.ExchangeOwner;
import dev.interlock.internal.engine.HandlerCall;
import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.engine.NoMemoryException;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.engine.Rejection;
import dev.interlock.internal.engine.RequestStream;
import dev.interlock.internal.engine.ResponseStream;
import dev.interlock.internal.engine.ServerRejection;
import dev.interlock.internal.engine.Service;
import dev.interlock.internal.engine.Session;
import dev.interlock.internal.engine.SessionHost;
import dev.interlock.internal.engine.Waiting;
import dev.interlock.internal.log.ServerLog;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * HTTP/1.1 on one connection (RFC 9112). Exchanges follow one after the other. Used by the thread of its event loop
 * alone.
 *
 * <p>If a request has arrived completely and its handler responds at once, the session answers it in the same step,
 * with objects that the loop's connections share. Any other request becomes an {@link Exchange}, and later bytes wait
 * until that is over. So responses leave in order, however slow the first one is.
 */
final class Http1Session implements Session, ExchangeOwner, InterimSink {
    private static final Logger LOG = ServerLog.of(Http1Session.class);

    private final LoopContext loop;
    private final LoopScratch scratch;
    private final Service service;
    private final int maxPipelined;
    private final SessionHost host;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Http1Responder responder;
    private final SocketAddress remoteAddress;
    private final Admission admission;
    private final ExchangeObservation observation;
    private RequestPath path = new RequestPath();
    private final HeadIntake intake;
    private final RequestHead head;
    private final BodyIntake body;

    /** Whether the request's method is HEAD. */
    private boolean toHead;
    /** Whether no later request can be read, because of the end of this request's body. */
    private boolean lastRequest;

    private boolean ended;
    private @Nullable Exchange exchange;
    /** Route of the current or last request. */
    private @Nullable RouteInfo current;

    private final StreamedResponse streamed;
    /** Whether a part of an interim response may be missing, so that nothing can follow it. */
    private boolean interimCut;

    Http1Session(Http1 protocol, LoopContext loop, LoopScratch scratch, Http1Responder responder, SessionHost host) {
        this.loop = loop;
        this.scratch = scratch;
        this.responder = responder;
        this.host = host;
        inbound = host.inbound();
        outbound = host.outbound();
        remoteAddress = host.remoteAddress();
        maxPipelined = protocol.maxPipelined();
        service = loop.service();
        observation = ExchangeObservation.of(host);
        streamed = new StreamedResponse(service.memory());
        admission = new Admission(service.router(), service.maxBody());
        intake = new HeadIntake(protocol.limits(), service.memory());
        head = intake.head();
        body = new BodyIntake(protocol.limits(), service);
    }

    @Override
    public Waiting waiting() {
        if (ended) {
            return Waiting.END;
        }
        if (body.isOpen()) {
            return Waiting.REST_OF_BODY;
        }
        if (isAnswering()) {
            return Waiting.RESPONSE;
        }
        return intake.isOpen() ? Waiting.REST_OF_HEAD : Waiting.REQUEST;
    }

    private boolean isAnswering() {
        return exchange != null || streamed.isOpen();
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public boolean wantsInput() {
        if (body.isOpen()) {
            return !body.isPaused();
        }
        if (!isAnswering()) {
            return true;
        }
        return !service.memory().isTight() && inbound.available() < maxPipelined;
    }

    @Override
    public void forgetInput() {
        intake.forget();
        path.forget();
        admission.forget();
    }

    @Override
    public void dropInput() {
        forgetInput();
        intake.giveUpFields();
    }

    @Override
    public long reclaimableHeap() {
        long ofExchange = exchange == null ? 0 : exchange.reclaimableBytes();
        return intake.heldBytes() + streamed.heldBytes() + ofExchange;
    }

    @Override
    public long reclaimableDirect() {
        return body.waitingBytes();
    }

    /**
     * Whether the client asked with its last request to close the connection, and sent all of that request and nothing
     * after it.
     */
    @Override
    public boolean isClientDone() {
        return !lastRequest && !body.isOpen() && !intake.framing().isPersistent() && inbound.isEmpty();
    }

    @Override
    public boolean isWritable() {
        return host.isWritable();
    }

    @Override
    public void writable() {
        ResponseStream streaming = streamed.stream();
        if (streaming != null) {
            streaming.ask();
        }
    }

    @Override
    public boolean step() {
        try {
            return switch (waiting()) {
                case REQUEST, REST_OF_HEAD -> readHead();
                case REST_OF_BODY -> readBody();
                case RESPONSE, END -> false;
            };
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
            return false;
        }
    }

    @Override
    public void inputEnded() {
        if (streamed.lasting() != null) {
            // Only the end of the input shows that a client that listens to a stream has gone.
            host.close();
        }
    }

    @Override
    public void drain() {
        ResponseStream lasting = streamed.lasting();
        if (lasting != null) {
            // The client reconnects, to another server.
            lasting.end();
        }
    }

    @Override
    public boolean tick(long now) {
        body.tick();
        ResponseStream streaming = streamed.stream();
        if (streaming != null) {
            streaming.tick(now);
        }
        if (!body.isOpen()) {
            return false;
        }
        boolean blocked = !host.isWritable();
        boolean tooSlow = body.isTooSlow(now, blocked) && !blocked && !host.isInputEnded();
        // The deadline of a streamed body holds even then: a handler waits for the body.
        return !ended && (tooSlow || body.isOverdue(now));
    }

    @Override
    public void advanced() {
        host.advanced();
    }

    /** Rejects the request: the body of the exchange could not be stored. */
    @Override
    public void storingFailed() {
        try {
            refuse(ServerRejection.UNSTORED_BODY);
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
        host.advanced();
    }

    /** Breaks off: receiving the body of the exchange failed. */
    @Override
    public void receivingFailed(Throwable cause) {
        breakOff(cause, requestInAnswer());
    }

    /** Rejects a request that does not arrive in time (RFC 9110 section 15.5.9). */
    @Override
    public void timeOut() {
        try {
            refuseRest(ServerRejection.LATE_REQUEST);
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
    }

    @Override
    public void run(Runnable task) {
        host.run(task);
    }

    @Override
    public void closed() {
        ended = true;
        try {
            body.connectionClosed();
        } finally {
            try {
                streamed.cancel();
            } finally {
                intake.close();
                endExchange();
            }
        }
    }

    /**
     * Rejects the request that is being received: there is no memory for its bytes. Earlier requests are still
     * answered.
     */
    @Override
    public void refuseForMemory() {
        if (isAnswering() && !body.isOpen()) {
            lastRequest = true;
        } else {
            refuseRest(ServerRejection.NO_MEMORY);
        }
    }

    private boolean readHead() {
        if (inbound.isEmpty()) {
            return false;
        }
        return switch (intake.read(inbound)) {
            case MORE -> false;
            case REFUSED -> refuse(intake.rejection());
            case DONE -> {
                begin(intake.framing());
                if (!ended) {
                    intake.end();
                }
                yield true;
            }
        };
    }

    private void begin(Framing framing) {
        long length = framing.length();
        boolean arrived = length != Framing.CHUNKED && length <= inbound.available();
        if (!loop.reusing()) {
            path = new RequestPath();
        }
        observation.begun(head);
        int method = admission.method(head);
        toHead = method == HttpMethod.HEAD;
        int number = admission.decide(method, head, framing, path, scratch.response());
        observation.routed(admission.route());
        if (number == Admission.ANSWERED) {
            answerWithoutHandler(framing, arrived);
        } else {
            begin(number, framing, arrived);
        }
        path.trim();
    }

    private void begin(int number, Framing framing, boolean arrived) {
        long length = framing.length();
        RouteInfo route = service.router().route(number);
        if (service.memory().direct().isFull() && !route.essential()) {
            // Clients do not read their responses. No further response is made before some of those clients are
            // disconnected.
            service.memory().used(Defence.REFUSED_REQUEST);
            shed(ServerRejection.NO_MEMORY, framing, arrived);
        } else if (arrived && route.execution() == Execution.EVENT_LOOP) {
            int from = inbound.from();
            inbound.skipTo((int) (from + length));
            call(route, inbound.bytes(), from, inbound.from());
        } else if (!service.inFlight().enter(route.essential())) {
            shed(ServerRejection.MANY_IN_FLIGHT, framing, arrived);
        } else if (isStream(route, arrived) && !service.streams().enter(route.essential())) {
            service.inFlight().leave();
            shed(ServerRejection.MANY_STREAMS, framing, arrived);
        } else if (!detach(route, framing, arrived)) {
            shed(ServerRejection.NO_MEMORY, framing, arrived);
        }
    }

    /** Whether the handler may wait for bytes from its client. */
    private static boolean isStream(RouteInfo route, boolean arrived) {
        return route.streamedBody() && !route.storedBody() && !arrived;
    }

    private void shed(Rejection rejection, Framing framing, boolean arrived) {
        admission.reject(rejection, scratch.response());
        answerWithoutHandler(framing, arrived);
    }

    private void answerWithoutHandler(Framing framing, boolean arrived) {
        scratch.answer(head, admission.route(), remoteAddress, admission.problem());
        // RFC 9110 section 10.1.1: only the client knows whether it now sends the announced body.
        boolean droppable = framing.isPersistent() && !framing.expectsContinue() && body.isDroppable(framing);
        lastRequest |= !arrived && !droppable;
        if (arrived) {
            inbound.skipTo((int) (inbound.from() + framing.length()));
        }
        respond(scratch.response());
        if (!arrived && !ended) {
            body.drop(framing);
        }
    }

    /** Answers at once. */
    private void call(RouteInfo route, byte[] bytes, int from, int to) {
        Request request = scratch.request();
        Response response = scratch.response();
        current = route;
        request.begin(head, path, route, remoteAddress);
        request.body(bytes, from, to);
        if (takesInterimResponses()) {
            response.interims(this);
        }
        try {
            run(route, request, response);
            if (response.content() instanceof Content.Stream && !keep(request, from)) {
                service.handlerCall().failed(route, new NoMemoryException(), request, response);
            }
            respond(response);
        } catch (Throwable failure) {
            breakOff(failure, request);
        } finally {
            request.end();
        }
    }

    /** Keeps a copy of a request whose head ends at an index; returns false if the memory budget is spent. */
    private boolean keep(Request request, int headTo) {
        return streamed.request().keep(scratch, request, intake.from(), headTo);
    }

    private void run(RouteInfo route, Request request, Response response) {
        try {
            service.handlerCall().runAtOnce(route, request, response);
        } finally {
            observation.handlerReturned();
        }
    }

    @Override
    public boolean takesInterimResponses() {
        return head.protocol() != Protocol.HTTP_1_0;
    }

    /** Sends an interim response. Only for the event loop. */
    @Override
    public void sendInterim(int status, FieldSection fields) {
        interimCut = true;
        responder.sendInterim(outbound, status, fields);
        interimCut = false;
        host.advanced();
    }

    private void requireUncut() {
        if (interimCut) {
            throw new IllegalStateException("An interim response was not sent as a whole");
        }
    }

    /**
     * Moves the request to an exchange. It is answered once its body has arrived, or while the body arrives.
     *
     * @return false if the memory budget is spent; the exchange is not counted then
     */
    private boolean detach(RouteInfo route, Framing framing, boolean arrived) {
        Exchange detached = null;
        try {
            detached = reserved(route, framing, arrived);
        } finally {
            if (detached == null) {
                service.inFlight().leave();
                if (isStream(route, arrived)) {
                    service.streams().leave();
                }
            }
        }
        if (detached == null) {
            return false;
        }
        begin(detached, route, framing, arrived);
        return true;
    }

    /** Exchange whose memory is paid for; null if the memory budget is spent. */
    private @Nullable Exchange reserved(RouteInfo route, Framing framing, boolean arrived) {
        Exchange pooled = scratch.exchanges().take(framing.length());
        boolean gathered = !route.streamedBody() || route.storedBody();
        int length = arrived && gathered ? (int) framing.length() : 0;
        if (pooled.reserve(head, inbound.from() - intake.from(), length, route.essential())) {
            return pooled;
        }
        scratch.exchanges().give(pooled);
        return null;
    }

    private void begin(Exchange detached, RouteInfo route, Framing framing, boolean arrived) {
        exchange = detached;
        current = route;
        detached.begin(this, route, head, path, intake.from(), inbound.from(), isStream(route, arrived), observation);
        if (route.streamedBody() && !route.storedBody()) {
            RequestStream stream = new RequestStream(loop, scratch.received(), outbound.allocator(), this);
            body.stream(
                    framing,
                    admission.maxBody(route),
                    stream,
                    detached.request().receivedTrailers());
            askForBody(framing);
            detached.start(stream);
        } else if (arrived) {
            int from = inbound.from();
            inbound.skipTo((int) (from + framing.length()));
            detached.body().growTo(inbound.from() - from);
            detached.body().append(inbound.bytes(), from, inbound.from());
            detached.start();
        } else {
            body.gather(framing, admission.maxBody(route), detached);
            askForBody(framing);
        }
    }

    private void askForBody(Framing framing) {
        if (framing.expectsContinue() && inbound.isEmpty()) {
            sendInterim(HttpStatus.CONTINUE, FieldSection.EMPTY);
        }
    }

    private boolean readBody() {
        if (inbound.isEmpty() || body.isPaused()) {
            return false;
        }
        int from = inbound.from();
        switch (body.read(inbound)) {
            case MORE -> {
                if (body.isGathered() && exchange != null) {
                    exchange.bodyArrived();
                }
            }
            case REFUSED -> refuseRest(body.rejection());
            case DONE -> {
                if (body.isGathered() && exchange != null) {
                    exchange.bodyEnded();
                }
            }
        }
        return inbound.from() > from && !ended;
    }

    private void refuseRest(Rejection rejection) {
        if (body.isOpen() && body.isDropped()) {
            // Its request already has a response. The client would assign another one to its next request.
            ended = true;
        } else {
            refuse(rejection);
        }
    }

    @Override
    public void responded(Response response) {
        try {
            respond(response);
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
        host.advanced();
    }

    /**
     * Breaks off without a further response: the client may have received a part of one, and would take later bytes for
     * the rest of it.
     */
    private void breakOff(Throwable cause, @Nullable Request request) {
        ended = true;
        try {
            host.broken();
            HandlerCall.logBrokenOff(current, cause, request == null ? "unknown" : request.id());
        } finally {
            try {
                endExchange();
            } finally {
                // The next request of the loop, perhaps of another client, uses the same response object.
                scratch.response().end();
            }
        }
    }

    private boolean refuse(Rejection rejection) {
        lastRequest = true;
        if (body.isStreamed()) {
            // The handler has begun. It gets the failure, which becomes the response unless the handler makes another
            // one.
            body.fail(
                    rejection == ServerRejection.NO_MEMORY
                            ? new NoMemoryException()
                            : new HttpException(rejection.status(), rejection.detail()));
            return false;
        }
        Response response = scratch.response();
        Problem problem = Admission.problem(rejection, response);
        // By now, a request with a complete head is an exchange.
        Exchange refused = exchange;
        Request request = refused == null ? scratch.requestWithoutHead(remoteAddress) : refused.request();
        service.handlerCall().answer(refused == null ? null : refused.route(), problem, request, response);
        LOG.debug("Rejected {}: {}, {}, id {}", remoteAddress, rejection.detail(), rejection.rule(), request.id());
        request.end();
        body.close();
        endExchange();
        observation.rejected();
        observation.responseBegun(response.status());
        // The head may be incomplete. Without a method, the response is not one to HEAD.
        requireUncut();
        responder.send(response, outbound, toHead && !intake.isOpen(), Protocol.HTTP_1_1, false, false);
        observation.responseEnded();
        ended = true;
        return false;
    }

    private void respond(Response response) {
        requireUncut();
        // Received requests are still answered during the drain: a client cannot know whether the server has begun
        // them.
        boolean wanted = !loop.isDraining() || !inbound.isEmpty();
        boolean persistent = intake.framing().isPersistent() && !lastRequest && wanted;
        if (ResponseHead.hasBody(response.status(), toHead) && response.content() instanceof Content.Stream content) {
            stream(response, content, persistent);
        } else {
            boolean last = !persistent || (body.isOpen() && !body.isRestDroppable());
            observation.responseBegun(response.status());
            boolean withTrailers = intake.framing().acceptsTrailers();
            responder.send(response, outbound, toHead, head.protocol(), !last, withTrailers);
            finish(!last);
        }
    }

    private void stream(Response response, Content.Stream content, boolean persistent) {
        int status = response.status();
        boolean stays = persistent && (head.protocol() != Protocol.HTTP_1_0 || content.length() != Content.UNKNOWN);
        boolean withTrailers = intake.framing().acceptsTrailers();
        ResponseStream begun =
                responder.stream(response, content, outbound, head.protocol(), stays, withTrailers, this);
        streamed.begin(begun, status, stays);
        if (begun.isLasting() && host.isInputEnded()) {
            host.close();
        }
        begun.subscribe();
    }

    @Override
    public void streamBegun() {
        observation.responseBegun(streamed.status());
    }

    @Override
    public void streamEnded() {
        streamed.end();
        finish(streamed.isPersistent() && !lastRequest);
        host.advanced();
    }

    @Override
    public void streamFailed(Throwable cause, boolean begun) {
        streamed.end();
        RouteInfo route = current;
        Request failed = requestInAnswer();
        if (begun || route == null || failed == null) {
            breakOff(cause, failed);
            return;
        }
        try {
            service.handlerCall().failed(route, cause, failed, scratch.response());
            respond(scratch.response());
        } catch (Throwable failure) {
            breakOff(failure, failed);
        }
        host.advanced();
    }

    /** Request that is being answered, if it is kept until the response is sent. */
    private @Nullable Request requestInAnswer() {
        return exchange == null ? streamed.request().request() : exchange.request();
    }

    /** The response has been made. */
    private void finish(boolean persistent) {
        observation.responseEnded();
        streamed.request().forget();
        endExchange();
        body.dropRest();
        ended |= !persistent;
    }

    private void endExchange() {
        Exchange over = exchange;
        if (over != null) {
            exchange = null;
            over.end();
        }
    }
}
