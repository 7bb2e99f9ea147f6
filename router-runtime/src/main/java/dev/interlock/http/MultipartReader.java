package dev.interlock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;

/** Reads {@code multipart/form-data} (RFC 7578) in memory: the body was received, and limited, before. */
final class MultipartReader {
    /** Parts are cheap for a client to send and dear to hold. */
    private static final int MAX_PARTS = 1000;

    private MultipartReader() {}

    static Parts read(FieldNames names, String contentType, Slice body) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                io.netty.handler.codec.http.HttpMethod.POST,
                "/",
                Unpooled.wrappedBuffer(body.array(), body.offset(), body.length()));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        try {
            return read(names, request, body.length());
        } catch (TooManyFormFieldsException e) {
            throw new HttpException(413, "The multipart body has more than " + MAX_PARTS + " parts.");
        } catch (ErrorDataDecoderException | IllegalArgumentException | IOException e) {
            throw malformed();
        } finally {
            request.release();
        }
    }

    private static Parts read(FieldNames names, FullHttpRequest request, int length) throws IOException {
        boolean inMemory = false;
        HttpPostMultipartRequestDecoder decoder = new HttpPostMultipartRequestDecoder(
                new DefaultHttpDataFactory(inMemory), request, UTF_8, MAX_PARTS, Math.max(1, length));
        try {
            if (decoder.currentPartialHttpData() != null) {
                throw malformed();
            }
            Parts parts = new Parts(names);
            for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
                int name = names.find(data.getName());
                if (name >= 0 && data instanceof HttpData part) {
                    parts.add(name, copy(part));
                }
            }
            return parts;
        } finally {
            decoder.destroy();
        }
    }

    private static BodyPart copy(HttpData data) throws IOException {
        String fileName = null;
        String contentType = "text/plain";
        byte[] bytes = data.get();
        if (data instanceof FileUpload file) {
            fileName = file.getFilename();
            contentType = file.getContentType();
        } else if (data instanceof Attribute attribute && !UTF_8.equals(attribute.getCharset())) {
            bytes = attribute.getValue().getBytes(UTF_8);
        }
        return new BodyPart(data.getName(), fileName, contentType, new Slice().wrap(bytes, 0, bytes.length));
    }

    private static HttpException malformed() {
        return new HttpException(400, "The body is not complete and well-formed multipart/form-data.")
                .with("in", "part");
    }
}
