package dev.interlock.server;

import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.Content;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpMethod;
import dev.interlock.http.Problem;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http1.Framing;
import dev.interlock.http1.Refusal;
import dev.interlock.http1.ResponseHead;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges of one connection, one after the other: takes requests out of its {@link Inbound}, puts the responses in
 * its {@link Outbound}. Knows no channel; used by the thread of its event loop alone.
 *
 * <p>A request that has arrived as a whole and whose handler answers at once is answered in the step that finds it, out of
 * what the loop's connections share. Any other becomes an {@link Exchange}, and nothing behind it is looked at before
 * that is over: so answers leave in order, however slow the first one is.
 */
final class Http1Session {
    private static final Logger LOG = LoggerFactory.getLogger(Http1Session.class);

    /** Bytes of heap that the objects of a copied request take, beside its head. */
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
    /** What came of the request's body lets nothing behind it be read. */
    private boolean lastRequest;

    private boolean ended;
    private @Nullable Exchange exchange;
    private @Nullable ResponseStream responseStream;
    /** The route of the request that is being answered, or was. */
    private @Nullable RouteInfo current;
    /** Copy of the request that is answered by a stream and has no exchange, or null. */
    private @Nullable Request streamed;
    /** Bytes of heap that the copy takes, as the budget was charged. */
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

    /** Whether more bytes are of use now. */
    boolean wantsInput() {
        if (body.isOpen()) {
            return !body.isPaused();
        }
        if (!isAnswering()) {
            return true;
        }
        return !service.memory().isTight() && inbound.available() < service.maxPipelined();
    }

    /** Forgets the bytes of the request that was read last: they lay in an array that has been given back. */
    void forgetInput() {
        intake.forget();
        path.forget();
        admission.forget();
    }

    /** Bytes of heap that come back at once if the connection is closed. */
    long reclaimableHeap() {
        return intake.heldBytes() + (exchange == null ? streamedBytes : exchange.reclaimableBytes());
    }

    /** Bytes of direct memory that come back at once if the connection is closed. */
    long reclaimableDirect() {
        return body.waitingBytes();
    }

    /** Whether the client asked with its last request to close the connection, and sent all of that and nothing behind it. */
    boolean isClientDone() {
        return !lastRequest && !body.isOpen() && !intake.framing().isPersistent() && inbound.isEmpty();
    }

    /** Whether the connection takes more than it was given. */
    boolean isWritable() {
        return writable;
    }

    /** Tells whether the connection takes more, now that it has taken what there was. */
    void writable(boolean takesMore) {
        writable = takesMore;
        ResponseStream current = responseStream;
        if (takesMore && current != null) {
            current.ask();
        }
    }

    /**
     * Does the next thing that the bytes which have arrived allow: at most one response is made.
     *
     * @return false if nothing can be done before more bytes arrive, or an answer, or at all
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

    /** Whether the body that is being received comes too slowly; to be asked again and again. */
    boolean isBodyTooSlow(long now) {
        return body.isOpen() && body.isTooSlow(now, !writable);
    }

    /** Whether a body is not received on because its handler, or the disk, has to take some of it first. */
    boolean isBodyPaused() {
        return !ended && body.isOpen() && body.isPaused();
    }

    /** Whether a streamed body should be complete by now. */
    boolean isBodyOverdue(long now) {
        return !ended && body.isOverdue(now);
    }

    /** The body of the exchange can be received on. */
    void receiveOn() {
        listener.advanced();
    }

    /** The body of the exchange could not be stored. */
    void storingFailed() {
        try {
            refuse(Refusal.UNSTORED_BODY);
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
        listener.advanced();
    }

    /** The body of the exchange cannot be received on. */
    void receivingFailed(Throwable cause) {
        breakOff(cause, requestInAnswer());
    }

    /** Refuses a request that does not arrive in time (RFC 9110 section 15.5.9). */
    void timeOut() {
        try {
            refuseRest(Refusal.LATE_REQUEST);
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
    }

    /** Runs a task of the event loop that belongs to the session; one that fails closes the connection. */
    void run(Runnable task) {
        listener.run(task);
    }

    /** Goes on with what the event loop could not take before; to be called again and again. */
    void tick(long now) {
        body.tick();
        ResponseStream streaming = responseStream;
        if (streaming != null) {
            streaming.tick(now);
        }
    }

    /** The connection has closed. Whatever fails of it, all that the session holds is given back. */
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

    /** Refuses what is being received: its bytes found no memory. The requests before it are still answered. */
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
            // Clients do not take the responses that there are: no more are made before some of those clients are
            // closed.
            service.memory().used(Defence.REFUSED_REQUEST);
            shed(Refusal.NO_MEMORY.detail(), framing, arrived);
        } else if (arrived && route.execution() == Execution.EVENT_LOOP) {
            int from = inbound.from();
            inbound.skipTo((int) (from + length));
            call(route, inbound.bytes(), from, inbound.from());
        } else if (!service.inFlight().enter(route.essential())) {
            shed("The server has more requests in flight than it can take", framing, arrived);
        } else if (isStream(route, arrived) && !service.streams().enter(route.essential())) {
            service.inFlight().leave();
            shed("The server receives as many streamed bodies as it can", framing, arrived);
        } else if (!detach(route, framing, arrived)) {
            shed(Refusal.NO_MEMORY.detail(), framing, arrived);
        }
    }

    /** Whether the handler of a request may wait for its client. */
    private static boolean isStream(RouteInfo route, boolean arrived) {
        return route.streamedBody() && !route.storedBody() && !arrived;
    }

    private void shed(String detail, Framing framing, boolean arrived) {
        admission.shed(loop.response(), detail);
        answerWithoutHandler(framing, arrived);
    }

    private void answerWithoutHandler(Framing framing, boolean arrived) {
        loop.answer(head, admission.route(), remoteAddress, admission.problem());
        // RFC 9110 section 10.1.1: whether a body that was announced follows now, only the client knows.
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

    /**
     * Keeps a copy of the request for a response that is a stream: if the stream fails, the request is over.
     *
     * @return false if the connections hold too much
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
        // Most responses are none, and leave the account alone.
        if (streamedBytes > 0) {
            service.memory().heap().release(streamedBytes);
            streamedBytes = 0;
            streamed = null;
        }
    }

    /**
     * Moves the request to an exchange, which is answered once its body is there, or while that arrives.
     *
     * @return false if the connections hold too much; it counts as no exchange then
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

    /** An exchange whose memory is paid for; null if the connections hold too much. */
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
        detached.begin(this, route, head, intake.from(), inbound.from(), isStream(route, arrived));
        if (route.streamedBody() && !route.storedBody()) {
            RequestStream stream = new RequestStream(loop, outbound.allocator(), listener);
            body.stream(framing, admission.maxBody(route), stream);
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
            responder.askForBody();
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
            // Its request has been answered: another answer would be taken for that of the next one.
            ended = true;
        } else {
            refuse(refusal);
        }
    }

    /** An exchange has its answer. */
    void answered(Exchange detached) {
        try {
            respond(detached.response());
        } catch (Throwable failure) {
            breakOff(failure, requestInAnswer());
        }
        listener.advanced();
    }

    /** No more can be said to the client: a part of an answer may be out, and anything behind it would be taken for the rest. */
    private void breakOff(Throwable cause, @Nullable Request request) {
        ended = true;
        try {
            listener.broken();
            HandlerCall.logBrokenOff(current, cause, request == null ? "unknown" : request.id());
        } finally {
            try {
                endExchange();
            } finally {
                // The next request finds it, which may be another client's.
                loop.response().end();
            }
        }
    }

    private boolean refuse(Refusal refusal) {
        lastRequest = true;
        if (body.isStreamed()) {
            // The handler has begun: it is told, and answers with this unless it knows better.
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
        // The head may be half read: without a method, this is no answer to HEAD.
        responder.send(response, toHead && !intake.isOpen(), 1, false);
        ended = true;
        return false;
    }

    private void respond(Response response) {
        // While the server closes, what has arrived is still answered: a client cannot tell whether it was begun.
        boolean wanted = !loop.isDraining() || !inbound.isEmpty();
        boolean persistent = intake.framing().isPersistent() && !lastRequest && wanted;
        if (ResponseHead.hasBody(response.status(), toHead) && response.content() instanceof Content.Stream content) {
            stream(response, content, persistent);
        } else {
            boolean last = !persistent || (body.isOpen() && !body.isRestDroppable());
            responder.send(response, toHead, head.minorVersion(), !last);
            finish(!last);
        }
    }

    private void stream(Response response, Content.Stream content, boolean persistent) {
        streamPersistent = persistent && (head.minorVersion() > 0 || content.length() != Content.UNKNOWN);
        ResponseStream begun =
                responder.stream(response, content, head.minorVersion(), streamPersistent, this, listener);
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
     * @param begun whether something of it was sent
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

    /** The request that is being answered, as far as it is kept until the answer is out. */
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
