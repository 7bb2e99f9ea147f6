package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.HttpMethod;
import dev.interlock.http.Problem;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.http1.BodyReader;
import dev.interlock.http1.Framing;
import dev.interlock.http1.HeadParser;
import dev.interlock.http1.Limits;
import dev.interlock.http1.Progress;
import dev.interlock.http1.Refusal;
import dev.interlock.http1.ResponseHead;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges of one connection, one after the other: takes requests out of its {@link Inbound}, appends the responses
 * to its {@link Outbound}. Knows no channel; used by the thread of its event loop alone.
 */
final class Http1Session {
    private static final Logger LOG = LoggerFactory.getLogger(Http1Session.class);

    /** A refused body of up to this many bytes is read and dropped, so that the connection can go on. */
    private static final int DROPPED_BODY = 64 * 1024;

    private static final int RETAINED_BODY = 64 * 1024;
    private static final ByteWriter NO_BODY = new ByteWriter(0);

    /** What the session waits for. */
    enum Waiting {
        REQUEST,
        REST_OF_HEAD,
        REST_OF_BODY,
        /** Nothing more: the last response was made, and whatever else arrives is not read. */
        END
    }

    private final Router router;
    private final LoopState loop;
    private final Inbound inbound;
    private final Outbound outbound;
    private final SocketAddress remoteAddress;
    private final Admission admission;
    private final HandlerCall handlerCall;

    private final RequestHead head = new RequestHead();
    private final RequestPath path = new RequestPath();
    private final HeadParser parser;
    private final BodyReader bodyReader;
    private final ByteWriter body = new ByteWriter(0);

    private Waiting waiting = Waiting.REQUEST;
    private byte[] parsedBytes = {};
    private int parsedFrom;
    /** Whether the request is a HEAD. */
    private boolean toHead;
    /** The route whose body is read, or {@link Admission#ANSWERED} to drop the body. */
    private int route;

    Http1Session(
            Router router,
            Limits limits,
            LoopState loop,
            Inbound inbound,
            Outbound outbound,
            SocketAddress remoteAddress) {
        this.router = router;
        this.loop = loop;
        this.inbound = inbound;
        this.outbound = outbound;
        this.remoteAddress = remoteAddress;
        admission = new Admission(router, limits.body());
        handlerCall = new HandlerCall(router);
        parser = new HeadParser(limits, head);
        bodyReader = new BodyReader(limits);
    }

    Waiting waiting() {
        return waiting;
    }

    /**
     * Does the next thing that the bytes which have arrived allow: at most one response is made.
     *
     * @return false if nothing can be done before more bytes arrive, or at all
     */
    boolean step() {
        return switch (waiting) {
            case REQUEST, REST_OF_HEAD -> readHead();
            case REST_OF_BODY -> readBody();
            case END -> false;
        };
    }

    /** Refuses a request that does not arrive in time (RFC 9110 section 15.5.9). */
    void timeOut() {
        refuse(408, "The request did not arrive in time");
    }

    private boolean readHead() {
        if (inbound.isEmpty()) {
            return false;
        }
        // Bytes of a cut head may have moved since they were last looked at.
        if (waiting == Waiting.REQUEST || parsedBytes != inbound.bytes() || parsedFrom != inbound.from()) {
            parsedBytes = inbound.bytes();
            parsedFrom = inbound.from();
            parser.begin(parsedBytes, parsedFrom);
            waiting = Waiting.REST_OF_HEAD;
        }
        return switch (parser.parse(inbound.to())) {
            case MORE -> false;
            case REFUSED -> refuse(parser.refusal());
            case DONE -> {
                inbound.skipTo(parser.end());
                waiting = Waiting.REQUEST;
                yield begin(parser.framing());
            }
        };
    }

    private boolean begin(Framing framing) {
        long length = framing.length();
        boolean arrived = length != Framing.CHUNKED && length <= inbound.available();
        if (!arrived) {
            keepHead();
        }
        int method = admission.method(head);
        toHead = method == HttpMethod.HEAD;
        route = admission.decide(method, head, framing, path, loop.response());
        if (route == Admission.ANSWERED) {
            answerWithoutBody(framing, arrived);
        } else if (arrived) {
            int from = inbound.from();
            inbound.skipTo((int) (from + length));
            call(inbound.bytes(), from, inbound.from());
        } else {
            awaitBody(framing);
        }
        return true;
    }

    /** The bytes of later reads take the place of this one's, whereas the head stays in use until the body is there. */
    private void keepHead() {
        byte[] kept = inbound.copyConsumed(parsedFrom);
        parser.begin(kept, 0);
        if (parser.parse(inbound.from() - parsedFrom) != Progress.DONE) {
            throw new IllegalStateException("A head reads differently in another place");
        }
    }

    private void answerWithoutBody(Framing framing, boolean arrived) {
        if (arrived) {
            inbound.skipTo((int) (inbound.from() + framing.length()));
            respond(framing.isPersistent());
        } else if (framing.expectsContinue() || framing.length() > DROPPED_BODY) {
            // RFC 9110 section 10.1.1: whether the body follows now, only the client knows.
            respond(false);
        } else if (respond(framing.isPersistent())) {
            bodyReader.begin(framing, DROPPED_BODY, null);
            waiting = Waiting.REST_OF_BODY;
        }
    }

    private void awaitBody(Framing framing) {
        bodyReader.begin(framing, admission.maxBody(router.route(route)), body);
        waiting = Waiting.REST_OF_BODY;
        if (framing.expectsContinue() && inbound.isEmpty()) {
            outbound.append(ResponseHead.continueResponse());
        }
    }

    private boolean readBody() {
        if (inbound.isEmpty()) {
            return false;
        }
        boolean dropped = route == Admission.ANSWERED;
        int from = inbound.from();
        switch (bodyReader.read(inbound.bytes(), from, inbound.to())) {
            case MORE -> inbound.skipTo(bodyReader.end());
            case REFUSED -> {
                if (dropped) {
                    waiting = Waiting.END;
                } else {
                    refuse(bodyReader.refusal());
                }
            }
            case DONE -> {
                inbound.skipTo(bodyReader.end());
                waiting = Waiting.REQUEST;
                if (!dropped) {
                    call(body.array(), 0, body.length());
                    body.clear(RETAINED_BODY);
                }
            }
        }
        return inbound.from() > from && waiting != Waiting.END;
    }

    private void call(byte[] bytes, int from, int to) {
        RouteInfo info = router.route(route);
        Request request = loop.request();
        request.begin(head, path, info, remoteAddress);
        request.body(bytes, from, to);
        try {
            handlerCall.run(info, request, loop.response());
        } finally {
            request.end();
        }
        respond(parser.framing().isPersistent());
    }

    private boolean refuse(Refusal refusal) {
        LOG.debug("Refused a request of {}: {}, {}", remoteAddress, refusal.detail(), refusal.rule());
        return refuse(refusal.status(), refusal.detail());
    }

    private boolean refuse(int status, String detail) {
        Response response = loop.response();
        Problem.of(status).detail(detail).writeTo(response);
        // The head may be half read: without a method, this is no answer to HEAD.
        toHead = false;
        append(response, 1, false);
        return false;
    }

    /** Appends the response, and returns whether the connection stays open after it. */
    private boolean respond(boolean persistent) {
        boolean stays = persistent && !loop.isDraining();
        append(loop.response(), head.minorVersion(), stays);
        return stays;
    }

    private void append(Response response, int minorVersion, boolean persistent) {
        ByteWriter encoded = loop.head();
        try {
            ResponseHead.append(encoded, response, loop.date(), minorVersion, persistent);
            ByteWriter sent = ResponseHead.hasBody(response.status(), toHead) ? response.body() : NO_BODY;
            outbound.append(encoded, sent);
            if (sent != NO_BODY) {
                outbound.append(response.bytes(), response.bytesFrom(), response.bytesTo());
            }
        } finally {
            // Even after a failure: the next response may go to another client.
            encoded.clear();
            response.reset();
        }
        if (!persistent) {
            waiting = Waiting.END;
        }
    }
}
