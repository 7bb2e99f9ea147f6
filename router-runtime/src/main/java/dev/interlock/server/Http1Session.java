package dev.interlock.server;

import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.Content;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldSection;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpMethod;
import dev.interlock.http.Problem;
import dev.interlock.http.Protocol;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http1.Framing;
import dev.interlock.http1.Refusal;
import dev.interlock.http1.ResponseHead;
import dev.interlock.log.ServerLog;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Exchanges of one connection, one after the other. The session takes requests out of its {@link Inbound} and puts
 * responses into its {@link Outbound}. It knows no channel, and is used by the thread of its event loop alone.
 *
 * <p>If a request has arrived completely and its handler responds at once, the session answers it in the same step,
 * with objects that the loop's connections share. Any other request becomes an {@link Exchange}, and later bytes wait
 * until that is over. So responses leave in order, however slow the first one is.
 */
final class Http1Session {
    private static final Logger LOG = ServerLog.of(Http1Session.class);

    private static final int CONTINUE = 100;

    /** Bytes of heap for the objects of a copied request, without its head. */
    private static final int COPY_BYTES = 1024;

    private final LoopState loop;
    private final Service service;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Responder responder;
    private final SocketAddress remoteAddress;
    private final SessionListener listener;
    private final Admission admission;
    private RequestPath path = new RequestPath();
    private final HeadIntake intake;
    private final RequestHead head;
    private final BodyIntake body;

    /** Whether the request is a HEAD. */
    private boolean toHead;
    /** No later request can be read, because of the way this request's body ended. */
    private boolean lastRequest;

    private boolean ended;
    private @Nullable Exchange exchange;
    private @Nullable ResponseStream responseStream;
    /** Route of the current or last request. */
    private @Nullable RouteInfo current;
    /** Copy of a request without an exchange whose response is a stream, or null. */
    private @Nullable Request streamed;
    /** Bytes of heap charged to the budget for the copy. */
    private long streamedBytes;

    private boolean streamPersistent;
    private boolean writable = true;

    Http1Session(
            LoopState loop, Inbound inbound, Outbound outbound, SocketAddress remoteAddress, SessionListener listener) {
        this.loop = loop;
        this.inbound = inbound;
        this.outbound = outbound;
        this.remoteAddress = remoteAddress;
        this.listener = listener;
        service = loop.service();
        responder = new Responder(loop, outbound);
        admission = new Admission(service.router(), service.limits().body());
        intake = new HeadIntake(service.limits(), service.memory());
        head = intake.head();
        body = new BodyIntake(service);
    }

    Waiting waiting() {
        if (ended) {
            return Waiting.END;
        }
        if (body.isOpen()) {
            return Waiting.REST_OF_BODY;
        }
        if (isAnswering()) {
            return Waiting.ANSWER;
        }
        return intake.isOpen() ? Waiting.REST_OF_HEAD : Waiting.REQUEST;
    }

    private boolean isAnswering() {
        return exchange != null || responseStream != null;
    }

    SocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** Whether the session can use more bytes now. */
    boolean wantsInput() {
        if (body.isOpen()) {
            return !body.isPaused();
        }
        if (!isAnswering()) {
            return true;
        }
        return !service.memory().isTight() && inbound.available() < service.maxPipelined();
    }

    /** Forgets the last request, whose array was given back. */
    void forgetInput() {
        intake.forget();
        path.forget();
        admission.forget();
    }

    /** Drops the bytes of the request that is being received, and all room that they took. */
    void dropInput() {
        forgetInput();
        intake.giveUpFields();
    }

    /** Bytes of heap that closing the connection would free at once. */
    long reclaimableHeap() {
        return intake.heldBytes() + (exchange == null ? streamedBytes : exchange.reclaimableBytes());
    }

    /** Bytes of direct memory that closing the connection would free at once. */
    long reclaimableDirect() {
        return body.waitingBytes();
    }

    /**
     * Whether the client asked with its last request to close the connection, and sent all of that request and nothing
     * after it.
     */
    boolean isClientDone() {
        return !lastRequest && !body.isOpen() && !intake.framing().isPersistent() && inbound.isEmpty();
    }

    /** Whether the connection takes more bytes. */
    boolean isWritable() {
        return writable;
    }

    /** Sets whether the connection takes more bytes, after it has taken the pending ones. */
    void writable(boolean takesMore) {
        writable = takesMore;
        ResponseStream current = responseStream;
        if (takesMore && current != null) {
            current.ask();
        }
    }

    /**
     * Performs the next step that the received bytes allow, with at most one response.
     *
     * @return false if there is no step before more bytes arrive or a response completes, or none at all
     */
    boolean step() {
        try {
            return switch (waiting()) {
                case REQUEST, REST_OF_HEAD -> readHead();
                case REST_OF_BODY -> readBody();
                case ANSWER, END -> false;
            };
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
            return false;
        }
    }

    /** Whether the current body arrives too slowly. Called repeatedly. */
    boolean isBodyTooSlow(long now) {
        return body.isOpen() && body.isTooSlow(now, !writable);
    }

    /** Whether reading of the body pauses until its handler or the disk has taken some bytes. */
    boolean isBodyPaused() {
        return !ended && body.isOpen() && body.isPaused();
    }

    /** Whether the deadline of a streamed body has passed. */
    boolean isBodyOverdue(long now) {
        return !ended && body.isOverdue(now);
    }

    /** Resumes receiving the body of the exchange. */
    void receiveOn() {
        listener.advanced();
    }

    /** Rejects the request: the body of the exchange could not be stored. */
    void storingFailed() {
        try {
            refuse(Refusal.UNSTORED_BODY);
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
        listener.advanced();
    }

    /** Breaks off: receiving the body of the exchange failed. */
    void receivingFailed(Throwable cause) {
        breakOff(cause, requestInAnswer());
    }

    /** Rejects a request that does not arrive in time (RFC 9110 section 15.5.9). */
    void timeOut() {
        try {
            refuseRest(Refusal.LATE_REQUEST);
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
    }

    /** Runs a task of the session on the event loop. A failure closes the connection. */
    void run(Runnable task) {
        listener.run(task);
    }

    /** Resumes work that failed before, for example for want of memory. The event loop calls this repeatedly. */
    void tick(long now) {
        body.tick();
        ResponseStream streaming = responseStream;
        if (streaming != null) {
            streaming.tick(now);
        }
    }

    /** The connection has closed. Gives back everything that the session holds, even if a step fails. */
    void closed() {
        ended = true;
        try {
            body.connectionClosed();
        } finally {
            try {
                cancelStream();
            } finally {
                intake.close();
                forgetStreamed();
                endExchange();
            }
        }
    }

    private void cancelStream() {
        ResponseStream current = responseStream;
        if (current != null) {
            responseStream = null;
            current.cancel();
        }
    }

    /**
     * Rejects the request that is being received: there is no memory for its bytes. Earlier requests are still
     * answered.
     */
    void refuseForMemory() {
        if (isAnswering() && !body.isOpen()) {
            lastRequest = true;
        } else {
            refuseRest(Refusal.NO_MEMORY);
        }
    }

    private boolean readHead() {
        if (inbound.isEmpty()) {
            return false;
        }
        return switch (intake.read(inbound)) {
            case MORE -> false;
            case REFUSED -> refuse(intake.refusal());
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
        int method = admission.method(head);
        toHead = method == HttpMethod.HEAD;
        int number = admission.decide(method, head, framing, path, loop.response());
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
            shed(Refusal.NO_MEMORY.detail(), framing, arrived);
        } else if (arrived && route.execution() == Execution.EVENT_LOOP) {
            int from = inbound.from();
            inbound.skipTo((int) (from + length));
            call(route, inbound.bytes(), from, inbound.from());
        } else if (!service.inFlight().enter(route.essential())) {
            shed("The server has too many requests in flight", framing, arrived);
        } else if (isStream(route, arrived) && !service.streams().enter(route.essential())) {
            service.inFlight().leave();
            shed("The server receives too many streamed bodies", framing, arrived);
        } else if (!detach(route, framing, arrived)) {
            shed(Refusal.NO_MEMORY.detail(), framing, arrived);
        }
    }

    /** Whether the handler may wait for bytes from its client. */
    private static boolean isStream(RouteInfo route, boolean arrived) {
        return route.streamedBody() && !route.storedBody() && !arrived;
    }

    private void shed(String detail, Framing framing, boolean arrived) {
        admission.shed(loop.response(), detail);
        answerWithoutHandler(framing, arrived);
    }

    private void answerWithoutHandler(Framing framing, boolean arrived) {
        loop.answer(head, admission.route(), remoteAddress, admission.problem());
        // RFC 9110 section 10.1.1: only the client knows whether it now sends the announced body.
        boolean droppable = framing.isPersistent() && !framing.expectsContinue() && body.isDroppable(framing);
        lastRequest |= !arrived && !droppable;
        if (arrived) {
            inbound.skipTo((int) (inbound.from() + framing.length()));
        }
        respond(loop.response());
        if (!arrived && !ended) {
            body.drop(framing);
        }
    }

    /** Answers at once. */
    private void call(RouteInfo route, byte[] bytes, int from, int to) {
        Request request = loop.request();
        Response response = loop.response();
        current = route;
        request.begin(head, path, route, remoteAddress);
        request.body(bytes, from, to);
        if (takesInterimResponses()) {
            response.interims(responder);
        }
        try {
            service.handlerCall().runAtOnce(route, request, response);
            if (response.content() instanceof Content.Stream && !keep(request, intake.from(), from)) {
                service.handlerCall().failed(route, new NoMemoryException(), request, response);
            }
            respond(response);
        } catch (Throwable failure) {
            breakOff(failure, request);
        } finally {
            request.end();
        }
    }

    /** Whether the client understands interim responses (RFC 9110 section 15.2). */
    boolean takesInterimResponses() {
        return head.protocol() != Protocol.HTTP_1_0;
    }

    /** Puts an interim response of the exchange, whose response has not begun. */
    void sendInterim(int status, FieldSection fields) {
        responder.sendInterim(status, fields);
        listener.advanced();
    }

    /**
     * Keeps a copy of the request for a streamed response: if the stream fails, the request itself is over.
     *
     * @return false if the memory budget is spent
     */
    private boolean keep(Request request, int from, int to) {
        MemoryBudget budget = service.memory();
        long bytes = COPY_BYTES + head.extraBytes() + budget.arrayBytes(to - from + Inbound.SLACK);
        if (!budget.heap().reserve(bytes)) {
            budget.used(Defence.REFUSED_REQUEST);
            budget.relieve();
            return false;
        }
        streamedBytes = bytes;
        streamed = loop.copy(request, from, to);
        return true;
    }

    private void forgetStreamed() {
        // Most responses are no streams. They do not touch the account.
        if (streamedBytes > 0) {
            service.memory().heap().release(streamedBytes);
            streamedBytes = 0;
            streamed = null;
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
        Exchange pooled = loop.exchanges().take(framing.length());
        boolean gathered = !route.streamedBody() || route.storedBody();
        int length = arrived && gathered ? (int) framing.length() : 0;
        if (pooled.reserve(head, inbound.from() - intake.from(), length, route.essential())) {
            return pooled;
        }
        loop.exchanges().give(pooled);
        return null;
    }

    private void begin(Exchange detached, RouteInfo route, Framing framing, boolean arrived) {
        exchange = detached;
        current = route;
        detached.begin(this, route, head, path, intake.from(), inbound.from(), isStream(route, arrived));
        if (route.streamedBody() && !route.storedBody()) {
            RequestStream stream = new RequestStream(loop, outbound.allocator(), listener);
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
            responder.sendInterim(CONTINUE, FieldSection.EMPTY);
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
            case REFUSED -> refuseRest(body.refusal());
            case DONE -> {
                if (body.isGathered() && exchange != null) {
                    exchange.bodyEnded();
                }
            }
        }
        return inbound.from() > from && !ended;
    }

    private void refuseRest(Refusal refusal) {
        if (body.isOpen() && body.isDropped()) {
            // Its request has been answered. The client would take another response for the next request's.
            ended = true;
        } else {
            refuse(refusal);
        }
    }

    /** The response of an exchange is complete. */
    void answered(Exchange detached) {
        try {
            respond(detached.response());
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
        listener.advanced();
    }

    /**
     * Breaks off without a further response: the client may have received a part of one, and would take later bytes for
     * the rest of it.
     */
    private void breakOff(Throwable cause, @Nullable Request request) {
        ended = true;
        try {
            listener.broken();
            HandlerCall.logBrokenOff(current, cause, request == null ? "unknown" : request.id());
        } finally {
            try {
                endExchange();
            } finally {
                // The next request on the loop uses the same response, perhaps for another client.
                loop.response().end();
            }
        }
    }

    private boolean refuse(Refusal refusal) {
        lastRequest = true;
        if (body.isStreamed()) {
            // The handler has begun. It gets the failure, which becomes the response unless the handler makes another
            // one.
            body.fail(
                    refusal == Refusal.NO_MEMORY
                            ? new NoMemoryException()
                            : new HttpException(refusal.status(), refusal.detail()));
            return false;
        }
        Response response = loop.response();
        Problem problem = Admission.problem(refusal, response);
        // A request whose head was read is an exchange by now.
        Exchange refused = exchange;
        Request request = refused == null ? loop.requestWithoutHead(remoteAddress) : refused.request();
        service.handlerCall().answer(refused == null ? null : refused.route(), problem, request, response);
        LOG.debug("Refused {}: {}, {}, id {}", remoteAddress, refusal.detail(), refusal.rule(), request.id());
        request.end();
        body.close();
        endExchange();
        // The head may be half read. Without a method, this is no response to HEAD.
        responder.send(response, toHead && !intake.isOpen(), Protocol.HTTP_1_1, false, false);
        ended = true;
        return false;
    }

    private void respond(Response response) {
        // While the server closes, received requests are still answered: a client cannot know whether they were begun.
        boolean wanted = !loop.isDraining() || !inbound.isEmpty();
        boolean persistent = intake.framing().isPersistent() && !lastRequest && wanted;
        if (ResponseHead.hasBody(response.status(), toHead) && response.content() instanceof Content.Stream content) {
            stream(response, content, persistent);
        } else {
            boolean last = !persistent || (body.isOpen() && !body.isRestDroppable());
            boolean withTrailers = intake.framing().acceptsTrailers();
            responder.send(response, toHead, head.protocol(), !last, withTrailers);
            finish(!last);
        }
    }

    private void stream(Response response, Content.Stream content, boolean persistent) {
        streamPersistent = persistent && (head.protocol() != Protocol.HTTP_1_0 || content.length() != Content.UNKNOWN);
        boolean withTrailers = intake.framing().acceptsTrailers();
        ResponseStream begun =
                responder.stream(response, content, head.protocol(), streamPersistent, withTrailers, this, listener);
        responseStream = begun;
        begun.subscribe();
    }

    /** A stream has put its last bytes in the outbound. */
    void streamEnded() {
        responseStream = null;
        finish(streamPersistent && !lastRequest);
        listener.advanced();
    }

    /**
     * A stream broke off.
     *
     * @param begun whether a part of it was sent
     */
    void streamFailed(Throwable cause, boolean begun) {
        responseStream = null;
        RouteInfo route = current;
        Request failed = requestInAnswer();
        if (begun || route == null || failed == null) {
            breakOff(cause, failed);
            return;
        }
        try {
            service.handlerCall().failed(route, cause, failed, loop.response());
            respond(loop.response());
        } catch (Throwable failure) {
            breakOff(failure, failed);
        }
        listener.advanced();
    }

    /** Request that is being answered, if it is kept until the response is sent. */
    private @Nullable Request requestInAnswer() {
        return exchange == null ? streamed : exchange.request();
    }

    /** The response has been made. */
    private void finish(boolean persistent) {
        forgetStreamed();
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
