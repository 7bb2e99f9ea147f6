package dev.interlock.internal.http1;

import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.http.Protocol;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.Admission;
import dev.interlock.internal.engine.CodeScope;
import dev.interlock.internal.engine.Defence;
import dev.interlock.internal.engine.Exchange;
import dev.interlock.internal.engine.ExchangeObservation;
import dev.interlock.internal.engine.ExchangeOwner;
import dev.interlock.internal.engine.ExchangeTimeoutException;
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
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.InterimSink;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.FieldSection;
import dev.interlock.internal.syntax.HttpMethod;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * HTTP/1.1 on one connection (RFC 9112). It serves one exchange after another. Used only by the thread of its event
 * loop.
 *
 * <p>If a request is complete and its handler responds at once, the session responds in the same step, with objects
 * that the loop's connections share. Any other request becomes an {@link Exchange}, and later bytes wait until the
 * exchange ends. So the responses are sent in the order of the requests, even if the first one is slow.
 */
final class Http1Session implements Session, ExchangeOwner, InterimSink {
    private static final Logger LOG = ServerLog.of(Http1Session.class);

    private final LoopContext loop;
    private final LoopScratch scratch;
    private final Service service;
    private final int maxPipelined;
    private final SessionHost host;
    private final Inbound inbound;
    /** Whether a client that has closed its half of the connection still gets its response. */
    private final boolean servesHalfClosed;

    private final Outbound outbound;
    private final Http1Responder responder;
    private final SocketAddress remoteAddress;
    private final Admission admission;
    private final ExchangeObservation observation;
    private RequestPath path = new RequestPath();
    private final HeadIntake intake;
    private final ReceivedHead head;
    private final BodyIntake body;

    /** Whether the request's method is HEAD. */
    private boolean toHead;
    /**
     * Whether this is the last request of the connection. For example, the rest of its body will not be read, so the
     * start of a later request would not be found.
     */
    private boolean lastRequest;

    private boolean ended;
    private @Nullable Exchange exchange;
    /** Route of the current or last request, or null. */
    private @Nullable RouteInfo current;

    private final StreamedResponse streamed;
    /** Whether an interim response may be incomplete. No other response can follow then. */
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
        servesHalfClosed = protocol.servesHalfClosed();
        service = loop.service();
        observation = ExchangeObservation.of(host);
        streamed = new StreamedResponse(service.memory());
        admission = new Admission(service.routes(), service.maxBody());
        intake = new HeadIntake(protocol.limits(), service.memory());
        head = intake.head();
        body = new BodyIntake(protocol.limits(), service, observation);
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
     * Returns whether the last request from the client asks to close the connection, has arrived completely, and is not
     * followed by other bytes.
     */
    @Override
    public boolean isClientDone() {
        return !lastRequest && !body.isOpen() && !intake.framing().isPersistent() && inbound.isEmpty();
    }

    @Override
    public boolean isLasting() {
        return streamed.lasting() != null;
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
            breakOff(failure, requestInFlight());
            return false;
        }
    }

    @Override
    public void inputEnded() {
        // While nothing is sent to a client, the end of the input is the only sign that it has left.
        boolean isGone = !servesHalfClosed && isAnswering() && !body.isOpen();
        if (isGone || streamed.lasting() != null) {
            host.close();
        }
    }

    @Override
    public void drain() {
        ResponseStream lasting = streamed.lasting();
        if (lasting != null) {
            // The client of the stream then connects again, to another server.
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
        Exchange running = exchange;
        if (running != null) {
            running.tick(now, body.isOpen());
        }
        if (!body.isOpen()) {
            return false;
        }
        boolean blocked = !host.isWritable();
        boolean tooSlow = body.isTooSlow(now, blocked) && !blocked && !host.isInputEnded();
        // The deadline of a streamed body also applies while the connection does not read, because a handler waits for
        // the body.
        return !ended && (tooSlow || body.isOverdue(now));
    }

    @Override
    public void advanced() {
        host.advanced();
    }

    /** Rejects the request, because the body of the exchange could not be stored. */
    @Override
    public void storingFailed() {
        try {
            refuse(ServerRejection.UNSTORED_BODY);
        } catch (Throwable failure) {
            breakOff(failure, requestInFlight());
        }
        host.advanced();
    }

    /** Ends the connection, because receiving the body of the exchange failed. */
    @Override
    public void receivingFailed(Throwable cause) {
        breakOff(cause, requestInFlight());
    }

    /** Rejects a request that did not arrive in time (RFC 9110 section 15.5.9). */
    @Override
    public void timeOut() {
        try {
            refuseRest(ServerRejection.LATE_REQUEST);
        } catch (Throwable failure) {
            breakOff(failure, requestInFlight());
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
     * Rejects the request that is being received, because there is no memory for its bytes. The session still responds
     * to earlier requests.
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
        observation.begun(head, inbound.from() - intake.from());
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
        RouteInfo route = service.routes().router().route(number);
        if (service.memory().direct().isFull() && !route.essential()) {
            // Clients that do not read their responses hold the direct memory. Until some of them are disconnected,
            // only essential routes are served.
            service.memory().used(Defence.REFUSED_REQUEST);
            shed(ServerRejection.NO_MEMORY, framing, arrived);
        } else if (arrived && isAtOnce(route)) {
            int from = inbound.from();
            take(length);
            call(route, inbound.bytes(), from, inbound.from());
        } else {
            Rejection rejection = service.enter(route, isStream(route, arrived));
            if (rejection != null) {
                shed(rejection, framing, arrived);
            } else if (!detach(route, framing, arrived)) {
                shed(ServerRejection.NO_MEMORY, framing, arrived);
            }
        }
    }

    /** Processes a body that has arrived completely. */
    private void take(long length) {
        int from = inbound.from();
        inbound.skipTo((int) (from + length));
        observation.received((int) length);
        if (length > 0) {
            observation.bodyArrived(inbound.bytes(), from, inbound.from(), true);
        }
    }

    /**
     * Returns whether the handler of a complete request is called in this step. A route with a concurrency limit needs
     * an exchange, which is counted.
     */
    private static boolean isAtOnce(RouteInfo route) {
        return route.execution() == Execution.EVENT_LOOP && route.maxConcurrent() == 0;
    }

    /** Returns whether the handler reads the body while it arrives. */
    private static boolean isStream(RouteInfo route, boolean arrived) {
        return route.streamedBody() && !route.storedBody() && !arrived;
    }

    private void shed(Rejection rejection, Framing framing, boolean arrived) {
        admission.reject(rejection, scratch.response());
        answerWithoutHandler(framing, arrived);
    }

    private void answerWithoutHandler(Framing framing, boolean arrived) {
        answer(admission);
        // A client that expects 100 Continue may leave out the announced body (RFC 9110 section 10.1.1).
        boolean droppable = framing.isPersistent() && !framing.expectsContinue() && body.isDroppable(framing);
        lastRequest |= !arrived && !droppable;
        if (arrived) {
            take(framing.length());
        }
        observation.rejected(admission);
        respond(scratch.response());
        if (!arrived && !ended) {
            body.drop(framing);
        }
    }

    private void answer(Admission decided) {
        CodeScope outer = observation.openScope();
        try {
            scratch.answer(head, decided.route(), remoteAddress, decided.problem());
        } finally {
            observation.closeScope(outer);
        }
    }

    /** Calls the handler of a complete request, and sends its response at once. */
    private void call(RouteInfo route, byte[] bytes, int from, int to) {
        ReceivedRequest request = scratch.request();
        EncodedResponse response = scratch.response();
        current = route;
        request.begin(head, path, route, remoteAddress);
        request.body(bytes, from, to);
        if (takesInterimResponses()) {
            response.interims(this);
        }
        try {
            run(route, request, response);
            if (response.content() instanceof Content.Stream && !keep(request, from)) {
                fail(route, new NoMemoryException(), request, response);
            }
            respond(response);
        } catch (Throwable failure) {
            breakOff(failure, request);
        } finally {
            request.end();
        }
    }

    /** Keeps a copy of a request whose response is streamed. Returns false if the memory budget is spent. */
    private boolean keep(ReceivedRequest request, int headTo) {
        return streamed.request().keep(scratch, request, intake.from(), headTo);
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

    @Override
    public boolean takesInterimResponses() {
        return head.protocol() != Protocol.HTTP_1_0;
    }

    /** Sends an interim response. Only the event loop may call this. */
    @Override
    public void sendInterim(int status, FieldSection fields) {
        interimCut = true;
        responder.sendInterim(outbound, status, fields);
        interimCut = false;
        host.advanced();
    }

    private void requireUncut() {
        if (interimCut) {
            throw new IllegalStateException("An interim response was not sent completely");
        }
    }

    /**
     * Moves the request to an exchange. A handler that reads the body as a stream is called at once, and any other
     * handler after the body has arrived.
     *
     * @return false if the memory budget is spent; the exchange is then not counted
     */
    private boolean detach(RouteInfo route, Framing framing, boolean arrived) {
        Exchange detached = null;
        try {
            detached = reserved(route, framing, arrived);
        } finally {
            if (detached == null) {
                service.leave(route, isStream(route, arrived));
            }
        }
        if (detached == null) {
            return false;
        }
        begin(detached, route, framing, arrived);
        return true;
    }

    /** Charges the memory of an exchange. Returns the exchange, or null if the memory budget is spent. */
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
            take(framing.length());
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
        Progress made = body.read(inbound);
        observation.received(inbound.from() - from);
        switch (made) {
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
            // The current request already has a response. The client would take a second one as the response to its
            // next request.
            ended = true;
        } else {
            refuse(rejection);
        }
    }

    @Override
    public void timedOut() {
        observation.timedOut();
    }

    @Override
    public void respondBeside(ReceivedRequest running, int headLength, ExchangeTimeoutException cause) {
        RouteInfo route = running.route();
        ReceivedRequest copy = scratch.copyBeside(running, headLength, remoteAddress);
        endExchange();
        try {
            fail(route, cause, copy, scratch.response());
            respond(scratch.response());
        } catch (Throwable failure) {
            breakOff(failure, copy);
        } finally {
            copy.end();
        }
        host.advanced();
    }

    @Override
    public void responded(EncodedResponse response) {
        try {
            respond(response);
        } catch (Throwable failure) {
            breakOff(failure, requestInFlight());
        }
        host.advanced();
    }

    /**
     * Ends the connection without another response. The client may have received a part of a response. It would take
     * later bytes as the rest of that response.
     */
    private void breakOff(Throwable cause, @Nullable ReceivedRequest request) {
        ended = true;
        observation.failed(cause);
        try {
            host.broken(cause);
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

    private boolean refuse(Rejection rejection) {
        lastRequest = true;
        if (body.isStreamed()) {
            // The handler has begun, so it gets the failure. The failure becomes the response unless the handler makes
            // another one.
            observation.rejected(rejection);
            body.fail(
                    rejection == ServerRejection.NO_MEMORY
                            ? new NoMemoryException()
                            : new HttpException(rejection.status(), rejection.detail()));
            return false;
        }
        EncodedResponse response = scratch.response();
        Problem problem = Admission.problem(rejection, response);
        // A request whose head was complete is an exchange by now.
        Exchange refused = exchange;
        ReceivedRequest request = refused == null ? scratch.requestWithoutHead(remoteAddress) : refused.request();
        observation.rejected(rejection);
        answer(refused == null ? null : refused.route(), problem, request, response);
        LOG.debug("Rejected {}: {}, {}, id {}", remoteAddress, rejection.detail(), rejection.rule(), request.id());
        request.end();
        body.close();
        endExchange();
        // If the head is incomplete, its method is unknown. The response then has a body, as for any method but HEAD.
        boolean isWithoutBody = toHead && !intake.isOpen();
        observeResponse(response, isWithoutBody);
        requireUncut();
        responder.send(response, outbound, isWithoutBody, Protocol.HTTP_1_1, false, false);
        observation.responseEnded();
        ended = true;
        return false;
    }

    private void answer(@Nullable RouteInfo route, Problem problem, ReceivedRequest request, EncodedResponse response) {
        CodeScope outer = observation.openScope();
        try {
            service.handlerCall().answer(route, problem, request, response);
        } finally {
            observation.closeScope(outer);
        }
    }

    private void respond(EncodedResponse response) {
        requireUncut();
        // Requests that were received get responses even during the drain. A client cannot know whether the server has
        // begun them.
        boolean wanted = !loop.isDraining() || !inbound.isEmpty();
        boolean persistent = intake.framing().isPersistent() && !lastRequest && wanted;
        if (ResponseHead.hasBody(response.status(), toHead) && response.content() instanceof Content.Stream content) {
            stream(response, content, persistent);
        } else {
            boolean last = !persistent || (body.isOpen() && !body.isRestDroppable());
            observeResponse(response, toHead);
            boolean withTrailers = intake.framing().acceptsTrailers();
            responder.send(response, outbound, toHead, head.protocol(), !last, withTrailers);
            finish(!last);
        }
    }

    private void observeResponse(EncodedResponse response, boolean isToHead) {
        observation.fieldsSet(response);
        observation.responseBegun(response.status());
        if (ResponseHead.hasBody(response.status(), isToHead)) {
            observation.bodyAdded(response);
        }
    }

    private void stream(EncodedResponse response, Content.Stream content, boolean persistent) {
        int status = response.status();
        boolean stays = persistent && (head.protocol() != Protocol.HTTP_1_0 || content.length() != Content.UNKNOWN);
        boolean withTrailers = intake.framing().acceptsTrailers();
        observation.fieldsSet(response);
        ResponseStream begun =
                responder.stream(response, content, outbound, head.protocol(), stays, withTrailers, this, limitNanos());
        streamed.begin(begun, status, stays);
        begun.observe(observation);
        if (begun.isLasting() && host.isInputEnded()) {
            host.close();
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
        finish(streamed.isPersistent() && !lastRequest);
        host.advanced();
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
        host.advanced();
    }

    /** Returns the current request, or null unless it is kept until its response is sent. */
    private @Nullable ReceivedRequest requestInFlight() {
        return exchange == null ? streamed.request().request() : exchange.request();
    }

    /** Finishes a request after its response. */
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
