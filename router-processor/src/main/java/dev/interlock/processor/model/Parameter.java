package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** A parameter of a handler, or a component of a record of parameters. */
public sealed interface Parameter {
    /**
     * Returns the parameter or record component in the source. Its simple name may differ from the name in the request.
     */
    Element element();

    /** Returns the shape in which the handler receives the value. */
    default Shape shape() {
        return Shape.REQUIRED;
    }

    /** Returns the parameter itself. For a record of parameters, returns the parameters in its components instead. */
    default Stream<Parameter> flat() {
        return Stream.of(this);
    }

    /** Whether the parameter is a part of a multipart body, or is converted from the text of a part. */
    default boolean isPart() {
        return this instanceof File || (this instanceof Text text && text.source() == Source.PART);
    }

    /**
     * A parameter that is converted from text in the request.
     *
     * @param name name of the text in the request
     * @param fallback text that replaces an absent text
     * @param marks properties that annotations set
     */
    record Text(Element element, Source source, String name, Value value, Optional<String> fallback, Set<Mark> marks)
            implements Parameter {
        public Text {
            marks = Set.copyOf(marks);
        }

        @Override
        public Shape shape() {
            return value.shape();
        }
    }

    /**
     * A part of a multipart body, without conversion.
     *
     * @param shape {@code REQUIRED}, {@code NULLABLE}, {@code OPTIONAL} or {@code LIST}
     */
    record File(Element element, String name, Shape shape) implements Parameter {}

    /**
     * An attribute of the request, which a filter sets.
     *
     * @param type type of the attribute, without a wrapper such as {@code Optional}
     * @param shape {@code REQUIRED}, {@code NULLABLE} or {@code OPTIONAL}
     */
    record Attribute(Element element, String name, TypeMirror type, Shape shape) implements Parameter {}

    /**
     * The principal of the request.
     *
     * @param type type of the principal, without a wrapper such as {@code Optional}
     * @param shape {@code REQUIRED}, {@code NULLABLE} or {@code OPTIONAL}
     */
    record Principal(Element element, TypeMirror type, Shape shape) implements Parameter {}

    /**
     * The body of the request.
     *
     * @param type type of the parameter, including a wrapper such as {@code Optional}
     * @param value type of the parameter without the wrapper
     * @param shape {@code REQUIRED}; for JSON and messages, also {@code NULLABLE} or {@code OPTIONAL}
     * @param json expected JSON if the body is JSON
     */
    record Body(
            Element element, TypeMirror type, TypeMirror value, BodyType bodyType, Shape shape, Optional<JsonBody> json)
            implements Parameter {}

    /**
     * An object through which the handler writes the response body.
     *
     * @param type a {@code @ProtoWriter} interface
     */
    record Writer(Element element, TypeElement type) implements Parameter {}

    /** A record whose components are parameters. */
    record Group(Element element, DeclaredType type, List<Parameter> components) implements Parameter {
        public Group {
            components = List.copyOf(components);
        }

        @Override
        public Stream<Parameter> flat() {
            return components.stream().flatMap(Parameter::flat);
        }
    }

    /** The request itself. */
    record Request(Element element) implements Parameter {}

    /** The response itself. */
    record Response(Element element) implements Parameter {}

    /** Properties of a text that annotations of its parameter set. */
    enum Mark {
        /** The text must not appear in problem responses. */
        SECRET,
        /** The text of a catch-all may have dot segments between encoded slashes. */
        DOT_SEGMENTS
    }

    /** The part of a request that contains a parameter's text. */
    enum Source {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        FORM,
        PART
    }

    /** The shape in which a handler receives a value: plain, nullable, in an optional, or in a collection. */
    enum Shape {
        REQUIRED,
        NULLABLE,
        OPTIONAL,
        OPTIONAL_INT,
        OPTIONAL_LONG,
        OPTIONAL_DOUBLE,
        LIST,
        SET,
        ARRAY;

        /**
         * Whether the parameter is a collection of all values with its name in the request. If there is none, the
         * collection is empty.
         */
        public boolean collects() {
            return this == LIST || this == SET || this == ARRAY;
        }
    }

    /**
     * The value that text is converted to.
     *
     * @param type type of one value, without an optional or collection around it
     */
    record Value(TypeMirror type, Conversion conversion, Shape shape) {}

    /** A way to convert text to a value. */
    sealed interface Conversion {
        /**
         * A conversion of the runtime.
         *
         * @param constant name of the constant in the runtime's {@code Conversion}
         */
        record Known(String constant) implements Conversion {}

        /** Finds the enum constant whose name is the text. */
        record EnumConstant() implements Conversion {}

        /** Calls a static method of the type that takes a {@code String}. */
        record Factory(String method) implements Conversion {}

        /** Calls a constructor of the type that takes a {@code String}. */
        record Constructor() implements Conversion {}
    }

    /** Form in which a handler receives a body. */
    enum BodyType {
        STRING(Codec.TEXT),
        CHARACTERS(Codec.TEXT),
        BYTES(Codec.BYTES),
        SLICE(Codec.BYTES),
        MESSAGE(Codec.PROTOBUF),
        /** A protobuf message without descriptors. */
        LITE_MESSAGE(Codec.PROTOBUF),
        /** A protobuf view, which reads a message in place. */
        VIEW(Codec.PROTOBUF),
        JSON(Codec.JSON),
        PUBLISHER(Codec.STREAM),
        /** A publisher of values that arrive as lines of JSON. */
        JSON_LINES(Codec.JSON_LINES),
        INPUT_STREAM(Codec.STREAM);

        private final Codec codec;

        BodyType(Codec codec) {
            this.codec = codec;
        }

        /** Returns the default codec. */
        public Codec codec() {
            return codec;
        }

        /** Whether a handler can distinguish a missing body from an empty body. */
        public boolean mayBeAbsent() {
            return codec == Codec.JSON || codec == Codec.PROTOBUF;
        }

        /** Returns all codecs that can read the body. The default codec comes first. */
        public List<Codec> codecs() {
            return this == MESSAGE ? List.of(codec, Codec.PROTOBUF_JSON) : List.of(codec);
        }
    }
}
