package dev.interlock.replay.http;

import dev.interlock.replay.load.Failure;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.traffic.Field;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the responses of one connection, with the first bytes of their bodies. */
final class ResponseReader extends SimpleChannelInboundHandler<HttpObject> {
    private final Listener listener;
    private final int mostBody;
    private @Nullable HttpResponse head;
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long length;
    private boolean isExpecting;

    /** Receives responses. */
    interface Listener {
        void complete(ReceivedResponse response, boolean isReusable);

        void failed(ResponseReader source, Failure failure, String detail);
    }

    ResponseReader(Listener listener, int mostBody) {
        this.listener = listener;
        this.mostBody = mostBody;
    }

    /** Prepares for the response to the next request. */
    void expect() {
        head = null;
        body = new ByteArrayOutputStream();
        length = 0;
        isExpecting = true;
    }

    boolean hasHead() {
        return head != null;
    }

    /** Returns the part of the response that has arrived, or null if the head has not. */
    @Nullable
    ReceivedResponse soFar() {
        return head == null ? null : response(head);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        DecoderResult result = message.decoderResult();
        if (result.isFailure()) {
            isExpecting = false;
            listener.failed(
                    this,
                    Failure.MALFORMED,
                    "the response is not HTTP: " + result.cause().getMessage());
            return;
        }
        if (message instanceof HttpResponse response) {
            head = response;
        }
        if (message instanceof HttpContent content) {
            add(content.content());
            if (content instanceof LastHttpContent) {
                end();
            }
        }
    }

    private void add(ByteBuf content) {
        int kept = Math.min(content.readableBytes(), mostBody - body.size());
        length += content.readableBytes();
        if (kept > 0) {
            byte[] bytes = new byte[kept];
            content.readBytes(bytes);
            body.writeBytes(bytes);
        }
    }

    private void end() {
        HttpResponse response = head;
        if (response == null || !isExpecting) {
            return;
        }
        int status = response.status().code();
        if (status < 200 && status != 101) {
            // Interim response (RFC 9110 section 15.2). The final one follows.
            head = null;
            return;
        }
        isExpecting = false;
        listener.complete(response(response), HttpUtil.isKeepAlive(response) && status != 101);
    }

    private ReceivedResponse response(HttpResponse from) {
        List<Field> fields = new ArrayList<>();
        from.headers().forEach(entry -> fields.add(new Field(entry.getKey(), entry.getValue())));
        return new ReceivedResponse(from.status().code(), fields, body.toByteArray(), length);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (isExpecting) {
            isExpecting = false;
            String detail = head == null
                    ? "the connection was closed before the response"
                    : "the connection was closed after " + length + " bytes of the body";
            listener.failed(this, Failure.CUT, detail);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        String problem = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        if (isExpecting) {
            isExpecting = false;
            listener.failed(this, Failure.CUT, problem);
        }
        ChannelFuture unused = context.close();
    }
}
