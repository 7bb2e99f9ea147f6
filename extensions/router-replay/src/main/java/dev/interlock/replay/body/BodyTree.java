package dev.interlock.replay.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.replay.traffic.Field;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses bodies into trees, by content type. Safe for use by several threads. */
public final class BodyTree {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final MessageTypes types;

    /** Structure of a body. */
    public enum Kind {
        JSON,
        PROTOBUF,
        FORM,
        OTHER;

        /** Returns the kind of a content type. */
        public static Kind of(@Nullable String contentType) {
            if (contentType == null) {
                return OTHER;
            }
            int end = contentType.indexOf(';');
            String type = (end < 0 ? contentType : contentType.substring(0, end))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (type.equals("application/json") || type.endsWith("+json")) {
                return JSON;
            }
            return switch (type) {
                case "application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf" -> PROTOBUF;
                case "application/x-www-form-urlencoded" -> FORM;
                default -> type.endsWith("+protobuf") || type.endsWith("+proto") ? PROTOBUF : OTHER;
            };
        }
    }

    public BodyTree(MessageTypes types) {
        this.types = types;
    }

    /** Returns the tree of a decoded body, or null if the body has no structure or is malformed. */
    public @Nullable JsonNode read(String route, boolean isRequest, List<Field> fields, byte[] body) {
        if (body.length == 0) {
            return null;
        }
        String contentType = Field.first(fields, "content-type");
        try {
            return switch (Kind.of(contentType)) {
                case JSON -> {
                    JsonNode tree = JSON.readTree(body);
                    yield tree.isMissingNode() ? null : tree;
                }
                case PROTOBUF -> ProtobufTree.read(body, type(route, isRequest, contentType));
                default -> null;
            };
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable Descriptor type(String route, boolean isRequest, @Nullable String contentType) {
        return types.find(route, isRequest, contentType == null ? "" : contentType);
    }

    /** Writes a tree as JSON. */
    public static byte[] write(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError("every tree is JSON", e);
        }
    }

    /**
     * Replaces values in a protobuf request.
     *
     * @param replacement returns the replacement of a value, or null to keep it
     * @return the new body, or null if no value was replaced
     */
    public byte @Nullable [] rewriteProtobuf(
            String route, List<Field> fields, byte[] body, Function<ProtobufTree.Value, @Nullable String> replacement) {
        try {
            Descriptor type = type(route, true, Field.first(fields, "content-type"));
            return ProtobufTree.rewrite(body, type, replacement);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }
}
