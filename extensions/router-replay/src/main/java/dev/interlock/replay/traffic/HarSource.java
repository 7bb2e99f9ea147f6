package dev.interlock.replay.traffic;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a HAR file (version 1.2) one by one. */
final class HarSource implements TrafficSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Notices notices;
    private final InputStream input;
    private final long source;
    private @Nullable JsonParser parser;
    private long entries;
    private boolean isOver;

    HarSource(Path file, InputStream input, Notices notices) {
        this.file = file;
        this.input = input;
        this.notices = notices;
        source = file.toString().hashCode();
    }

    @Override
    public @Nullable Exchange next() throws IOException {
        if (isOver) {
            return null;
        }
        try {
            JsonParser json = parser == null ? findEntries() : parser;
            parser = json;
            if (json.nextToken() == JsonToken.START_OBJECT) {
                JsonLocation at = json.currentTokenLocation();
                JsonNode entry = JSON.readTree(json);
                entries++;
                return exchange(entry, at);
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw problem(json.currentTokenLocation(), "an entry is not an object");
            }
            isOver = true;
            return null;
        } catch (JsonEOFException e) {
            isOver = true;
            notices.add(place(e.getLocation()) + ": the file ends early, after entry " + entries
                    + ". All earlier entries are replayed");
            return null;
        } catch (JsonProcessingException e) {
            throw problem(e.getLocation(), e.getOriginalMessage());
        }
    }

    private Exchange exchange(JsonNode entry, JsonLocation at) throws TrafficException {
        try {
            return HarEntry.exchange(entry, source);
        } catch (IllegalArgumentException e) {
            throw problem(at, "entry " + entries + ": " + e.getMessage());
        }
    }

    /** Moves to the start of the array "entries". */
    private JsonParser findEntries() throws IOException {
        JsonParser json = JSON.getFactory().createParser(input);
        if (json.nextToken() != JsonToken.START_OBJECT
                || !find(json, "log", JsonToken.START_OBJECT)
                || !find(json, "entries", JsonToken.START_ARRAY)) {
            throw problem(json.currentTokenLocation(), "the file has no log.entries, so it is not a HAR file");
        }
        return json;
    }

    private static boolean find(JsonParser json, String name, JsonToken start) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isFound = json.currentName().equals(name);
            JsonToken value = json.nextToken();
            if (isFound) {
                return value == start;
            }
            json.skipChildren();
        }
        return false;
    }

    private String place(@Nullable JsonLocation at) {
        return at == null ? file.toString() : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    private TrafficException problem(@Nullable JsonLocation at, String problem) {
        String line = problem.lines().findFirst().orElse("malformed JSON");
        return new TrafficException(place(at) + ": " + line + ". Tip: export the HAR file again");
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
