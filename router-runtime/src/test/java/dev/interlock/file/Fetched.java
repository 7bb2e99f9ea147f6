package dev.interlock.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.HttpException;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Response to a request for a file.
 *
 * @param fields values by names in lower case
 */
record Fetched(int status, Map<String, String> fields, String body) {
    /** Sends GET. */
    static Fetched get(StaticFiles files, String path, String... headers) throws IOException {
        return of("GET", files, path, new EncodedResponse(), headers);
    }

    /**
     * Sends a request.
     *
     * @param headers names and values of fields, alternating
     */
    static Fetched of(String method, StaticFiles files, String path, EncodedResponse response, String... headers)
            throws IOException {
        RequestFixture fixture = RequestFixture.request(method, "/");
        for (int i = 0; i < headers.length; i += 2) {
            fixture.header(headers[i], headers[i + 1]);
        }
        Optional<StaticFile> file = files.find(path);
        if (file.isEmpty()) {
            return new Fetched(404, Map.of(), "");
        }
        ReceivedRequest request = fixture.begin();
        try {
            Results.writeFile(request, response, file.get());
        } catch (HttpException e) {
            response.reset();
            e.writeTo(request, response);
        }
        return of(response);
    }

    private static Fetched of(EncodedResponse response) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        response.fields().toString().lines().forEach(line -> {
            int colon = line.indexOf(": ");
            fields.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
        });
        String body = body(response);
        return new Fetched(response.status(), fields, body);
    }

    private static String body(EncodedResponse response) throws IOException {
        Content content = response.takeContent();
        if (content instanceof Content.File file) {
            try (FileChannel channel = file.channel()) {
                ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
                while (bytes.hasRemaining() && channel.read(bytes, file.position() + bytes.position()) >= 0) {
                    // Reads the rest of the file.
                }
                return UTF_8.decode(bytes.flip()).toString();
            }
        }
        if (content instanceof Content.Buffer buffer) {
            return buffer.bytes().toString(UTF_8);
        }
        if (content instanceof Content.Stream stream) {
            return Collected.of(stream.publisher());
        }
        int length = response.bytesTo() - response.bytesFrom();
        return response.body() + new String(response.bytes(), response.bytesFrom(), length, UTF_8);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
