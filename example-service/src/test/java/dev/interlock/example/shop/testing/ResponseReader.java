package dev.interlock.example.shop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the responses on a connection one by one. */
final class ResponseReader {
    private final InputStream in;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next response.
     * @param head whether the method of the request was HEAD
     */
    ReceivedResponse read(boolean head) throws IOException {
        String statusLine = readLine();
        List<String> fields = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            fields.add(line);
        }
        ReceivedResponse bodiless =
                new ReceivedResponse(Integer.parseInt(statusLine.split(" ", 3)[1]), fields, ByteString.EMPTY);
        return head ? bodiless : new ReceivedResponse(bodiless.status(), fields, body(bodiless));
    }

    private ByteString body(ReceivedResponse head) throws IOException {
        if (head.header("transfer-encoding").isEmpty()) {
            return bytes(head.header("content-length").map(Integer::parseInt).orElse(0));
        }
        ByteString body = ByteString.EMPTY;
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body = body.concat(bytes(size));
            readLine();
        }
        readLine();
        return body;
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(readLine(), 16);
    }

    private ByteString bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ends early");
        }
        return ByteString.copyFrom(bytes);
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection within a head: " + line);
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
