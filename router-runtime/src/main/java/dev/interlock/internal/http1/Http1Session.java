package dev.interlock.internal.http1;

import dev.interlock.http.Protocol;
import dev.interlock.http.TlsConnection;
import dev.interlock.internal.engine.BodyDelivery;
import dev.interlock.internal.engine.ExchangeOwner;
import dev.interlock.internal.engine.ExchangeWire;
import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.LinkSecurity;
import dev.interlock.internal.engine.LoopContext;
import dev.interlock.internal.engine.LoopScratch;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.engine.Rejection;
import dev.interlock.internal.engine.RequestStart;
import dev.interlock.internal.engine.ResponseStream;
import dev.interlock.internal.engine.ServedRequest;
import dev.interlock.internal.engine.ServerRejection;
import dev.interlock.internal.engine.Service;
import dev.interlock.internal.engine.Session;
import dev.interlock.internal.engine.SessionHost;
import dev.interlock.internal.engine.Waiting;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBufAllocator;
import java.net.SocketAddress;

/**
 * HTTP/1.1 on one connection (RFC 9112). It serves one request after another. Used only by the thread of its event
 * loop.
 *
 * <p>If a request is complete and its handler responds at once, the response is sent in the same step, with objects
 * that the loop's connections share. Any other request gets an exchange, and later bytes wait until the exchange ends.
 * So the responses are sent in the order of the requests, even if the first one is slow.
 */
final class Http1Session implements Session, ExchangeWire {
    private final LoopContext loop;
    private final Service service;
    private final int maxPipelined;
    private final SessionHost host;
    private final UnexpectedTls unexpectedTls;
    /** Whether the connection has no TLS. */
    private final boolean isPlain;

    private final Inbound inbound;
    /** Whether a client that has closed its half of the connection still gets its response. */
    private final boolean servesHalfClosed;

    private final Outbound outbound;
    private final Http1Responder responder;
    private final SocketAddress remoteAddress;
    private final RequestStart start;
    private final ServedRequest served;
    private final HeadIntake intake;
    private final ReceivedHead head;
    private final BodyDelivery body;
    private final BodyIntake bodyIntake;

    /**
     * Whether this is the last request of the connection. For example, the rest of its body will not be read, so the
     * start of a later request would not be found.
     */
    private boolean lastRequest;
    /** Whether the connection stays open after the current response. */
    private boolean persistent;

    private boolean ended;

    Http1Session(
            Http1 protocol,
            LoopContext loop,
            LoopScratch scratch,
            Http1Responder responder,
            UnexpectedTls unexpectedTls,
            SessionHost host) {
        this.loop = loop;
        this.responder = responder;
        this.unexpectedTls = unexpectedTls;
        this.host = host;
        inbound = host.inbound();
        outbound = host.outbound();
        remoteAddress = host.remoteAddress();
        maxPipelined = protocol.maxPipelined();
        servesHalfClosed = protocol.servesHalfClosed();
        service = loop.service();
        start = new RequestStart(loop, scratch);
        BodyReader reader = new BodyReader(protocol.limits());
        served = new ServedRequest(loop, scratch, this, reader);
        served.observation().observe(host.observer());
        body = served.body();
        bodyIntake = new BodyIntake(reader, body, served.observation());
        LinkSecurity security = host.security();
        TlsConnection tls = security == null ? null : security.connection();
        isPlain = tls == null;
        intake = new HeadIntake(protocol.limits(), service.memory(), tls);
        head = intake.head();
    }

    @Override
    public Waiting waiting() {
        if (ended) {
            return Waiting.END;
        }
        if (body.isOpen()) {
            return Waiting.REST_OF_BODY;
        }
        if (served.isAnswering()) {
            return Waiting.RESPONSE;
        }
        return intake.isOpen() ? Waiting.REST_OF_HEAD : Waiting.REQUEST;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public Inbound inbound() {
        return inbound;
    }

    @Override
    public ByteBufAllocator allocator() {
        return outbound.allocator();
    }

    @Override
    public boolean wantsInput() {
        if (body.isOpen()) {
            return !body.isPaused();
        }
        if (!served.isAnswering()) {
            return true;
        }
        return !service.memory().isTight() && inbound.available() < maxPipelined;
    }

    @Override
    public void forgetInput() {
        intake.forget();
        start.forget();
    }

    @Override
    public void dropInput() {
        forgetInput();
        intake.giveUpFields();
    }

    @Override
    public long reclaimableHeap() {
        return intake.heldBytes() + served.reclaimableHeap();
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
        return served.lasting() != null;
    }

    @Override
    public boolean isWritable() {
        return host.isWritable();
    }

    @Override
    public void writable() {
        ResponseStream streaming = served.stream();
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
                case RESPONSE, END, HANDSHAKE -> false;
            };
        } catch (Throwable failure) {
            served.breakOff(failure);
            return false;
        }
    }

    @Override
    public void inputEnded() {
        // While nothing is sent to a client, the end of the input is the only sign that it has left.
        boolean isGone = !servesHalfClosed && served.isAnswering() && !body.isOpen();
        if (isGone || isLasting()) {
            host.close();
        }
    }

    @Override
    public void drain() {
        ResponseStream lasting = served.lasting();
        if (lasting != null) {
            // The client of the stream then connects again, to another server.
            lasting.end();
        }
    }

    @Override
    public boolean tick(long now) {
        served.tick(now);
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

    /** Rejects a request that did not arrive in time (RFC 9110 section 15.5.9). */
    @Override
    public void timeOut() {
        try {
            rejectRest(ServerRejection.LATE_REQUEST);
        } catch (Throwable failure) {
            served.breakOff(failure);
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
            served.clientLeft();
        } finally {
            intake.close();
        }
    }

    /**
     * Rejects the request that is being received, because there is no memory for its bytes. The session still responds
     * to earlier requests.
     */
    @Override
    public void refuseForMemory() {
        if (served.isAnswering() && !body.isOpen()) {
            lastRequest = true;
        } else {
            rejectRest(ServerRejection.NO_MEMORY);
        }
    }

    private boolean readHead() {
        if (inbound.isEmpty()) {
            return false;
        }
        return switch (intake.read(inbound)) {
            case MORE -> closeIfTls();
            case REFUSED -> {
                closeIfTls();
                if (!ended) {
                    served.reject(intake.rejection(), false);
                }
                yield false;
            }
            case DONE -> {
                begin(intake.framing());
                if (!ended) {
                    intake.end();
                }
                yield true;
            }
        };
    }

    /** Closes the connection if its client speaks TLS, although the port has none. Always returns false. */
    private boolean closeIfTls() {
        if (isPlain && unexpectedTls.isAt(inbound)) {
            ended = true;
            unexpectedTls.log(remoteAddress, loop.nanoTime());
            host.close();
        }
        return false;
    }

    private void begin(Framing framing) {
        int from = intake.from();
        int to = inbound.from();
        served.observation().begun(head, to - from);
        start.begin(served, head, from, to, framing, inbound.available());
    }

    @Override
    public void bodyUnwanted(boolean mayDrop) {
        lastRequest |= !mayDrop || !intake.framing().isPersistent();
    }

    @Override
    public void dropBody() {
        if (!ended) {
            body.drop(intake.framing());
        }
    }

    @Override
    public boolean takesInterimResponses() {
        return head.protocol() != Protocol.HTTP_1_0;
    }

    @Override
    public void sendInterim(int status, FieldSection fields) {
        responder.sendInterim(outbound, status, fields);
    }

    @Override
    public boolean hasBodyBytes() {
        return !inbound.isEmpty();
    }

    private boolean readBody() {
        if (inbound.isEmpty() || body.isPaused()) {
            return false;
        }
        int from = inbound.from();
        if (bodyIntake.read(inbound) == Progress.REFUSED) {
            rejectRest(bodyIntake.rejection());
        }
        return inbound.from() > from && !ended;
    }

    private void rejectRest(Rejection rejection) {
        if (body.isOpen() && body.isDropped()) {
            // The current request already has a response. The client would take a second one as the response to its
            // next request.
            ended = true;
        } else {
            served.reject(rejection, !intake.isOpen());
        }
    }

    @Override
    public void broken(Throwable cause) {
        ended = true;
        host.broken(cause);
    }

    @Override
    public boolean reserve(EncodedResponse response, boolean toHead, boolean essential) {
        // Nothing to reserve: at most one response waits, and the connection charges the bytes that wait.
        return true;
    }

    @Override
    public void send(EncodedResponse response, boolean toHead) {
        persistent = wantsMore() && (!body.isOpen() || body.isRestDroppable());
        boolean withTrailers = intake.framing().acceptsTrailers();
        responder.send(response, outbound, toHead, head.protocol(), persistent, withTrailers);
    }

    @Override
    public void sendRejection(EncodedResponse response, boolean withoutBody) {
        responder.send(response, outbound, withoutBody, Protocol.HTTP_1_1, false, false);
        ended = true;
    }

    @Override
    public ResponseStream stream(
            EncodedResponse response, Content.Stream content, ExchangeOwner owner, long limitNanos) {
        boolean stays = wantsMore() && (head.protocol() != Protocol.HTTP_1_0 || content.length() != Content.UNKNOWN);
        boolean withTrailers = intake.framing().acceptsTrailers();
        ResponseStream begun =
                responder.stream(response, content, outbound, head.protocol(), stays, withTrailers, owner, limitNanos);
        persistent = stays;
        return begun;
    }

    /** Returns whether the connection should stay open after the current request. */
    private boolean wantsMore() {
        // Requests that were received get responses even during the drain. A client cannot know whether the server has
        // begun them.
        boolean wanted = !loop.isDraining() || !inbound.isEmpty();
        return intake.framing().isPersistent() && !lastRequest && wanted;
    }

    @Override
    public void lastingBegun() {
        if (host.isInputEnded()) {
            host.close();
        }
    }

    @Override
    public boolean isWritten() {
        return true;
    }

    @Override
    public void finished() {
        ended |= !persistent || lastRequest;
    }
}
