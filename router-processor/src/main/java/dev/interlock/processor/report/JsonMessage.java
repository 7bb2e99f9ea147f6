package dev.interlock.processor.report;

/** Mistakes with JSON bodies and results. Comments list the arguments as in {@link Message}. */
public enum JsonMessage implements Diagnosis {
    // 1: the parameter or handler. 2: its type.
    NO_JSON_LIBRARY(
            "IL601",
            "%1$s: nothing reads or writes %2$s, because no JSON extension is on the class path",
            "add dev.interlock:router-jsonb, and put @Json on the type, or add dev.interlock:router-jackson"),
    // 1: the parameter or handler. 2: the type with the mistake: the type of the parameter or result, or a part of it.
    NO_ADAPTER(
            "IL602",
            "%1$s: avaje-jsonb has no adapter for %2$s",
            "put @Json on %2$s, or @Json.Import(%2$s.class) on the application, a controller or their packages;"
                    + " or add dev.interlock:router-jackson, which takes any type"),
    OPEN_TYPE("IL603", "%1$s: %2$s is not a complete type", "use type arguments without wildcards"),
    NAMES_NOT_STRINGS("IL604", "%1$s: the names in JSON are strings, but the keys of %2$s are not", "use String keys"),
    NO_SUBTYPES(
            "IL605",
            "%1$s: %2$s has no instances of its own, and its subtypes are not named",
            "put @Json.SubType(type = ...) on %2$s for each subtype"),
    // 1: the type.
    NO_GENERATED_ADAPTER(
            "IL606",
            "%1$s carries @Json, but nothing generates its adapter",
            "put io.avaje:avaje-jsonb-generator on the path of the processors, beside router-processor"),
    // 1: the parameter. 2: the type with the mistake: the type of the parameter, or a part of it.
    ABSTRACT_TYPE(
            "IL607",
            "%1$s: Jackson cannot tell which subclass of %2$s to create",
            "put @JsonTypeInfo and @JsonSubTypes, or @JsonDeserialize(as = ...), on %2$s or on the member of that type;"
                    + " or make it a record"),
    // 1: the type. 2: the strategy.
    UNKNOWN_NAMING(
            "IL608",
            "%2$s gives the members of %1$s names that are unknown to the compiler, so violations cannot show them",
            "use a strategy of PropertyNamingStrategies, or put @JsonProperty on the members of %1$s"),
    // 1: the parameter or handler. 2: its type. 3: the message. 4: the tip.
    MESSAGE_WITHIN_JSON("IL609", "%1$s: %2$s is a JSON body, which cannot hold the protobuf message %3$s", "%4$s"),
    // 1: the parameter. 2: the type of a member of the parameter's type.
    LOST_ARGUMENTS(
            "IL610",
            "%1$s: avaje-jsonb reads a member of type %2$s without the inner type arguments",
            "use a record with a component of the inner type as the element type; or add"
                    + " dev.interlock:router-jackson, which reads any type");

    private final String code;
    private final String text;
    private final String tip;

    JsonMessage(String code, String text, String tip) {
        this.code = code;
        this.text = text;
        this.tip = tip;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String tip() {
        return tip;
    }
}
