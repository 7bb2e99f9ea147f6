package dev.interlock.replay.http;

import dev.interlock.replay.load.Failure;
import dev.interlock.replay.load.ResponseListener;
import dev.interlock.replay.load.TargetConnection;
import dev.interlock.replay.rewrite.OutgoingRequest;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.rewrite.TargetAddress;
import dev.interlock.replay.traffic.Field;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 connection. Opens for the first request, and again after it was closed. Confined to its event loop. */
final class HttpConnection implements TargetConnection, ResponseReader.Listener {
    private static final HttpDecoderConfig DECODER = new HttpDecoderConfig()
            .setMaxInitialLineLength(1 << 16)
            .setMaxHeaderSize(1 << 18)
            .setMaxChunkSize(1 << 16);
    /** Creates fields without checks, because {@link OutgoingRequest} has checked names and values. */
    private static final HttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final TargetAddress address;
    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final @Nullable SslContext tls;
    private final int mostBody;
    private @Nullable Channel channel;
    private @Nullable ResponseReader reader;
    private @Nullable ResponseListener current;
    private @Nullable Future<?> timeout;
    private @Nullable Future<?> stream;

    HttpConnection(TargetAddress address, Bootstrap bootstrap, EventLoop loop, @Nullable SslContext tls, int mostBody) {
        this.address = address;
        this.bootstrap = bootstrap;
        this.loop = loop;
        this.tls = tls;
        this.mostBody = mostBody;
    }

    @Override
    public boolean isOpen() {
        return channel != null && channel.isActive();
    }

    @Override
    public void send(OutgoingRequest request, long timeoutNanos, long streamNanos, ResponseListener listener) {
        current = listener;
        timeout = loop.schedule(this::timeOut, timeoutNanos, TimeUnit.NANOSECONDS);
        if (streamNanos > 0) {
            stream = loop.schedule(this::endStream, streamNanos, TimeUnit.NANOSECONDS);
        }
        if (channel != null && channel.isActive()) {
            write(channel, request);
        } else {
            connect(request);
        }
    }

    private void connect(OutgoingRequest request) {
        ResponseReader next = new ResponseReader(this, mostBody);
        reader = next;
        ChannelFuture connecting = bootstrap
                .clone()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        initialize(opened.pipeline(), next);
                    }
                })
                .connect();
        Channel opening = connecting.channel();
        channel = opening;
        connecting.addListener(result -> {
            if (channel != opening) {
                ChannelFuture unused = opening.close();
            } else if (result.isSuccess()) {
                handshake(opening, request);
            } else {
                fail(Failure.UNREACHABLE, problem(result.cause()));
            }
        });
    }

    private void initialize(ChannelPipeline pipeline, ResponseReader next) {
        if (tls != null) {
            SslHandler handler = tls.newHandler(pipeline.channel().alloc(), address.host(), address.port());
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            handler.engine().setSSLParameters(parameters);
            pipeline.addLast(handler);
        }
        pipeline.addLast(new HttpClientCodec(DECODER, false, false), next);
    }

    private void handshake(Channel opened, OutgoingRequest request) {
        SslHandler handler = opened.pipeline().get(SslHandler.class);
        if (handler == null) {
            write(opened, request);
            return;
        }
        handler.handshakeFuture().addListener(result -> {
            if (channel != opened) {
                return;
            }
            if (result.isSuccess()) {
                write(opened, request);
            } else {
                fail(Failure.UNREACHABLE, problem(result.cause()));
            }
        });
    }

    private void write(Channel to, OutgoingRequest request) {
        if (current == null) {
            // The request timed out while the connection opened.
            return;
        }
        byte[] body = request.body();
        DefaultFullHttpRequest message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.method()),
                request.target(),
                Unpooled.wrappedBuffer(body),
                HEADERS,
                HEADERS);
        HttpHeaders headers = message.headers();
        for (Field field : request.fields()) {
            headers.add(field.name(), field.value());
        }
        if (body.length > 0 || WITH_BODY.contains(request.method())) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        if (reader != null) {
            reader.expect();
        }
        to.writeAndFlush(message).addListener(result -> {
            if (!result.isSuccess() && channel == to) {
                fail(Failure.CUT, "before the request was sent: " + problem(result.cause()));
            }
        });
    }

    @Override
    public void complete(ReceivedResponse response, boolean isReusable) {
        ResponseListener listener = end();
        if (!isReusable) {
            close();
        }
        if (listener != null) {
            listener.received(response);
        }
    }

    @Override
    public void failed(ResponseReader source, Failure failure, String detail) {
        if (source == reader) {
            fail(failure, detail);
        }
    }

    private void timeOut() {
        String state =
                reader != null && reader.hasHead() ? "the response was not complete in time" : "no response in time";
        fail(Failure.TIMED_OUT, state);
    }

    /** Closes a stream of events after the same time as the recorded client did. */
    private void endStream() {
        ReceivedResponse response = reader == null ? null : reader.soFar();
        if (response != null) {
            complete(response, false);
        }
    }

    private void fail(Failure failure, String detail) {
        ResponseListener listener = end();
        close();
        if (listener != null) {
            listener.failed(failure, detail);
        }
    }

    private @Nullable ResponseListener end() {
        ResponseListener listener = current;
        current = null;
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
        if (stream != null) {
            stream.cancel(false);
            stream = null;
        }
        return listener;
    }

    @Override
    public void close() {
        Channel open = channel;
        channel = null;
        reader = null;
        if (open != null) {
            ChannelFuture unused = open.close();
        }
    }

    private static String problem(Throwable cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.lines().findFirst().orElse("");
    }
}
