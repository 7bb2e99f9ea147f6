package dev.interlock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
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
        HttpRequest head =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, io.netty.handler.codec.http.HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(head)) {
            throw malformed();
        }
        HttpContent content =
                new DefaultHttpContent(Unpooled.wrappedBuffer(body.array(), body.offset(), body.length()));
        try {
            return read(names, head, content);
        } catch (TooManyFormFieldsException e) {
            throw new HttpException(413, "The multipart body has more than " + MAX_PARTS + " parts.");
        } catch (ErrorDataDecoderException | IOException e) {
            throw malformed();
        } finally {
            content.release();
        }
    }

    private static Parts read(FieldNames names, HttpRequest head, HttpContent content) throws IOException {
        PartFactory factory = new PartFactory();
        // The body is in memory already: the decoder may hold all of it.
        int mostBuffered = Math.max(1, content.content().readableBytes());
        HttpPostMultipartRequestDecoder decoder =
                new HttpPostMultipartRequestDecoder(factory, head, UTF_8, MAX_PARTS, mostBuffered);
        try {
            decoder.offer(content);
            // What follows the closing delimiter is looked at with the next content only.
            decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
            return read(names, decoder);
        } finally {
            decoder.destroy();
            factory.releaseAll();
        }
    }

    private static Parts read(FieldNames names, HttpPostMultipartRequestDecoder decoder) throws IOException {
        Parts parts = new Parts(names);
        try {
            while (decoder.hasNext()) {
                InterfaceHttpData data = decoder.next();
                int name = names.find(data.getName());
                if (name >= 0 && data instanceof HttpData part) {
                    parts.add(name, copy(part));
                }
            }
        } catch (EndOfDataDecoderException e) {
            // This is how the decoder tells that it has seen the closing delimiter.
            return parts;
        }
        throw malformed();
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
