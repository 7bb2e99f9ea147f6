package dev.interlock.recording.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Secret fields of a protobuf message and of its nested messages, from {@code RouteInfo.secretsOfBody()}. The graph has
 * a cycle if a type contains itself. Immutable.
 */
final class MessageGraph {
    /** Message without secret fields. */
    static final MessageGraph EMPTY = new MessageGraph(List.of());

    /** Number of a type without secret fields, also in nested messages. */
    static final int NONE = -1;

    private final Type[] types;
    private final Automaton json;

    /** Kind of a field in the graph. */
    enum Kind {
        /** Message that contains a secret. */
        MESSAGE,
        /** String or bytes. */
        TEXT,
        /** Integer or floating-point number. */
        NUMBER,
        /** Secret of any other type. */
        OTHER
    }

    /**
     * Field that is secret or contains a secret.
     *
     * @param name name in JSON
     * @param ownName name in the {@code .proto} file, which JSON parsers also accept
     * @param isRepeated whether the field is repeated
     * @param isMap whether the field is a map
     * @param type number of the type of the message, or {@link #NONE}
     */
    private record Field(
            int number, String name, String ownName, boolean isRepeated, boolean isMap, Kind kind, int type) {
        static Field parse(String text) {
            int equals = text.indexOf('=');
            int arrow = text.indexOf('>');
            String[] parts = text.substring(0, Math.max(equals, arrow)).split("/", -1);
            String last = parts[2];
            boolean isRepeated = last.endsWith("[]");
            boolean isMap = last.endsWith("{}");
            String ownName = isRepeated || isMap ? last.substring(0, last.length() - 2) : last;
            Kind kind = equals < 0
                    ? Kind.MESSAGE
                    : switch (text.substring(equals + 1)) {
                        case "text" -> Kind.TEXT;
                        case "number" -> Kind.NUMBER;
                        default -> Kind.OTHER;
                    };
            int type = arrow < 0 ? NONE : Integer.parseInt(text.substring(arrow + 1));
            return new Field(
                    Integer.parseInt(parts[0]),
                    URLDecoder.decode(parts[1], UTF_8),
                    URLDecoder.decode(ownName, UTF_8),
                    isRepeated,
                    isMap,
                    kind,
                    type);
        }
    }

    /** Type of a message, with its fields by ascending number. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody changes or compares the arrays.
    private record Type(int[] numbers, Field[] fields) {
        static Type parse(String text) {
            Field[] fields = Arrays.stream(text.split(" "))
                    .filter(it -> !it.isEmpty())
                    .map(Field::parse)
                    .toArray(Field[]::new);
            return new Type(Arrays.stream(fields).mapToInt(Field::number).toArray(), fields);
        }
    }

    private MessageGraph(List<String> texts) {
        types = texts.stream().map(Type::parse).toArray(Type[]::new);
        json = types.length == 0 ? Automaton.NONE : Automaton.of(nodes().get(0));
    }

    static MessageGraph of(List<String> texts) {
        return texts.isEmpty() ? EMPTY : new MessageGraph(texts);
    }

    /** Returns a pattern node for each type. They select the secret fields in the JSON of the message. */
    private List<Automaton.Node> nodes() {
        List<Automaton.Node> nodes = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            nodes.add(new Automaton.Node());
        }
        for (int i = 0; i < types.length; i++) {
            for (Field field : types[i].fields()) {
                Automaton.Node value = new Automaton.Node();
                if (field.type() != NONE) {
                    value = nodes.get(field.type());
                } else {
                    value.hide();
                }
                Automaton.Node after = value;
                if (field.isRepeated() || field.isMap()) {
                    after = new Automaton.Node();
                    after.any(value);
                }
                nodes.get(i).member(field.name(), after);
                nodes.get(i).member(field.ownName(), after);
            }
        }
        return nodes;
    }

    /** Returns the automaton that selects the secret fields in the JSON of the message. */
    Automaton json() {
        return json;
    }

    /** Whether no field is secret. */
    boolean isEmpty() {
        return types.length == 0;
    }

    /** Returns the index of a field in its type, or -1 if the field has no secret. */
    int find(int type, int number) {
        return type == NONE ? -1 : Math.max(-1, Arrays.binarySearch(types[type].numbers(), number));
    }

    Kind kind(int type, int field) {
        return types[type].fields()[field].kind();
    }

    /** Returns the type of a field that contains a secret. */
    int type(int type, int field) {
        return types[type].fields()[field].type();
    }

    /** Whether the field is a map, whose entries have the secret in their values. */
    boolean isMap(int type, int field) {
        return types[type].fields()[field].isMap();
    }
}
