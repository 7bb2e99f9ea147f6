package dev.interlock.example.shop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import dev.interlock.http2.FrameClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A connection that speaks HTTP/2. It sends one request at a time, each with a body of up to 16384 bytes. */
public final class Http2Connection implements Client {
    private final FrameClient client;

    public Http2Connection(int port) {
        try {
            client = new FrameClient(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ReceivedResponse send(Call call) {
        try {
            int stream = write(call);
            FrameClient.Response response = client.response(stream);
            return new ReceivedResponse(
                    response.status(), response.lines(), ByteString.copyFrom(response.body(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(call.method() + " " + call.target(), e);
        }
    }

    private int write(Call call) throws IOException {
        List<String> fields = new ArrayList<>();
        for (String line : call.fields()) {
            int colon = line.indexOf(':');
            fields.add(
                    line.substring(0, colon) + "|" + line.substring(colon + 1).strip());
        }
        boolean hasBody = call.hasBody();
        if (hasBody) {
            fields.add("content-length|" + call.body().size());
        }
        int stream = client.request(call.method(), call.target(), !hasBody, fields.toArray(String[]::new));
        if (hasBody) {
            client.data(stream, call.body().toByteArray(), true);
        }
        return stream;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
