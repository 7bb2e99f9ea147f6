package dev.interlock.agreement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.agreement.SeenRequest.Field;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a connection with Netty's decoder and its strictest options. */
final class NettyReader extends HttpRequestDecoder {
    /** Limit of Netty's decoder. It is larger than any input of a test, because only our limits are tested. */
    private static final int NO_LIMIT = 1 << 20;

    private final ByteBuf wire;
    private final List<SeenRequest> requests = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private @Nullable HttpRequest request;
    private String end = Reading.MORE;

    private NettyReader(byte[] wire) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(NO_LIMIT)
                .setMaxHeaderSize(NO_LIMIT)
                .setMaxChunkSize(NO_LIMIT)
                .setStrictLineParsing(true)
                .setValidateHeaders(true)
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true));
        this.wire = Unpooled.wrappedBuffer(wire);
    }

    static Reading read(byte[] wire) {
        NettyReader reader = new NettyReader(wire);
        try {
            reader.readAll();
        } catch (Exception e) {
            throw new AssertionError("the decoder is to report what it refuses", e);
        }
        return new Reading(reader.requests, reader.end);
    }

    /** Calls the decoder directly instead of in a pipeline, to find the end of each message. */
    private void readAll() throws Exception {
        List<Object> out = new ArrayList<>();
        int before = -1;
        while (wire.isReadable() && (before != wire.readerIndex() || !out.isEmpty()) && end.equals(Reading.MORE)) {
            before = wire.readerIndex();
            out.clear();
            decode(null, wire, out);
            for (Object part : out) {
                take((HttpObject) part);
            }
        }
    }

    private void take(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            end = part.decoderResult().cause().toString();
            return;
        }
        if (part instanceof HttpRequest begun) {
            request = begun;
            body.setLength(0);
        }
        if (part instanceof HttpContent content) {
            body.append(content.content().toString(ISO_8859_1));
            content.release();
        }
        HttpRequest complete = request;
        if (part instanceof LastHttpContent && complete != null) {
            requests.add(describe(complete));
        }
    }

    private SeenRequest describe(HttpRequest complete) {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, String> field : complete.headers()) {
            fields.add(new Field(field.getKey(), field.getValue()));
        }
        String method = complete.method().name();
        TargetParts parts = TargetParts.of(method, complete.uri());
        boolean hasBody = complete.headers().contains("Transfer-Encoding")
                || complete.headers().getInt("Content-Length", 0) != 0;
        return new SeenRequest(
                method,
                complete.uri(),
                parts.path(),
                parts.query(),
                Math.min(complete.protocolVersion().minorVersion(), 1),
                fields,
                HttpUtil.isKeepAlive(complete),
                HttpUtil.is100ContinueExpected(complete) && hasBody,
                body.toString(),
                wire.readerIndex());
    }
}
