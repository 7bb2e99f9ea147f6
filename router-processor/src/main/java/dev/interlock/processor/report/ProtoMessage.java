package dev.interlock.processor.report;

/**
 * Mistakes with protobuf views and writers, and with the descriptors that they are checked against. Comments list the
 * arguments as in {@link Message}.
 */
public enum ProtoMessage implements Diagnosis {
    // 1: the resource.
    NO_DESCRIPTORS(
            "IL501",
            "the descriptors of protobuf messages are missing: %1$s is not on the class path",
            "let protobuf-maven-plugin write it: <outputDescriptorFile>"
                    + "${project.build.outputDirectory}/%1$s</outputDescriptorFile>,"
                    + " <outputDescriptorIncludeImports>true</outputDescriptorIncludeImports> and"
                    + " <outputDescriptorIncludeSourceInfo>true</outputDescriptorIncludeSourceInfo>;"
                    + " or name a file with -Ainterlock.descriptors=<path>"),
    // 1: the file. 2: the separator of files.
    MISSING_DESCRIPTORS(
            "IL502",
            "the file \"%1$s\" of -Ainterlock.descriptors cannot be read",
            "write paths relative to the folder in which the compiler runs, separated by %2$s"),
    // 1: the file or resource.
    UNREADABLE_DESCRIPTORS("IL503", "%1$s is not a descriptor set", "write it with protoc --descriptor_set_out=<path>"),
    // 1: the importing file. 2: the imported file. 3: the set.
    UNRESOLVED_IMPORT(
            "IL504",
            "%1$s imports %2$s, which %3$s does not contain",
            "write the set with protoc --include_imports, or in protobuf-maven-plugin with"
                    + " <outputDescriptorIncludeImports>true</outputDescriptorIncludeImports>"),
    // 1: the .proto. 2 and 3: the two sets.
    CONFLICTING_DESCRIPTORS(
            "IL505", "%1$s differs between %2$s and %3$s", "write both sets from the same sources, or give only one"),
    // 1: the set. 2: the mistake. OLD_PROTOBUF has no arguments.
    INVALID_DESCRIPTORS(
            "IL506", "the descriptors of %1$s contradict each other: %2$s", "write the set again with protoc"),
    OLD_PROTOBUF(
            "IL507",
            "the protobuf-java on the path of the processors is too old to read descriptors",
            "name com.google.protobuf:protobuf-java 4.36 or later itself on that path: another processor, such as Error"
                    + " Prone, brings an older one"),

    // 1: the name of the message. 2: the tip.
    UNKNOWN_MESSAGE("IL511", "no .proto declares a message %1$s", "%2$s"),
    // 1: the type. 2: the annotation without @.
    NOT_AN_INTERFACE("IL512", "@%2$s is on %1$s, which is not an interface", "make it an interface"),
    GENERIC_INTERFACE("IL513", "%1$s has type parameters", "put @%2$s on a subinterface with concrete types"),
    PRIVATE_INTERFACE(
            "IL514",
            "%1$s is private, so the generated class cannot implement it",
            "remove private, also from the classes around it"),
    // 1: the interface. 2: the qualified name of the generated class.
    GENERATED_NAME_TAKEN(
            "IL515",
            "the class generated for %1$s needs the name %2$s, which another class already has",
            "rename %1$s or the other class"),
    // 1: the method. 2: the type.
    INACCESSIBLE_TYPE(
            "IL516",
            "%1$s: %2$s cannot be reached from the class that implements the method",
            "remove private, also from the classes around it"),
    // 1: the method.
    STRAY_FIELD_NAME(
            "IL517", "@ProtoField does nothing: %1$s is not an abstract method of an interface", "remove @ProtoField"),

    // 1: the method. 2: the message with its place. 3: the tip.
    UNKNOWN_FIELD("IL521", "%1$s: %2$s has no such field", "%3$s"),
    UNKNOWN_ONEOF("IL522", "%1$s: %2$s has no such oneof", "%3$s"),
    // 1: the method. 2: the fields. 3: the name of one of the fields.
    AMBIGUOUS_FIELD("IL523", "%1$s could be any of the fields %2$s", "name one of them: @ProtoField(\"%3$s\")"),
    // 1: the method. 2: the field or oneof with its place. 3: the parameters that fit.
    WRONG_PARAMETERS("IL524", "%1$s has parameters that do not fit %2$s", "declare %3$s"),
    // 1: the method.
    GENERIC_METHOD("IL525", "%1$s has type parameters", "use concrete types instead"),
    // 1: the method. 2: its type. 3: the declaration in the .proto with its place. 4: the tip.
    TYPE_MISMATCH("IL526", "%1$s: %2$s does not fit %3$s", "%4$s"),
    CARDINALITY_MISMATCH("IL527", "%1$s: %2$s does not fit, because the field is %3$s", "%4$s"),
    // 1: the method. 2: the declaration in the .proto with its place.
    NO_PRESENCE(
            "IL528",
            "%1$s: a message does not record whether this field was set: %2$s",
            "remove the method, or declare the field optional in the .proto"),
    // 1: the method. 2: its return type. 3: the return type that fits.
    WRONG_RESULT("IL529", "%1$s returns %2$s", "return %3$s"),
    // 1 and 2: the two methods.
    DUPLICATE_METHOD("IL530", "%1$s does the same as %2$s", "remove one of the two"),
    // 1: the method. 2: the method of the inner message. 3: its view. 4: the simple name of that view.
    UNCOPIED_MESSAGE("IL531", "%1$s copies the result of %2$s, but %3$s has no copy()", "declare %4$s copy() in %4$s"),

    // 1: the Java enum. 2: the constants. 3: the protobuf enum or oneof with its place. 4: the tip.
    // For NO_UNRECOGNIZED: 1: the Java enum. 2: the protobuf enum with its place.
    MISSING_CONSTANT("IL541", "%1$s lacks %2$s of %3$s", "add each missing constant"),
    EXTRA_CONSTANT("IL542", "%1$s has %2$s, for which %3$s has no number of its own", "%4$s"),
    NO_UNRECOGNIZED(
            "IL543", "%1$s has no constant for unknown numbers, but %2$s is open", "add UNRECOGNIZED, or return int"),

    // 1: the method. 2: the interface. 3: the field with its place. 4: the annotation that fits.
    UNMARKED_INTERFACE("IL551", "%1$s: %2$s has no annotation for %3$s", "put @%4$s on %2$s"),
    // 1: the method. 2: the interface. 3: its message. 4: the field with its place. 5: the message that fits.
    OTHER_MESSAGE(
            "IL552", "%1$s: %2$s is for messages %3$s, but the field is %4$s", "use an interface for messages %5$s"),
    // 1: the method. 2: the type. 3: the field with its place. 4: the annotation that fits.
    WRONG_ENTRY(
            "IL553",
            "%1$s: %2$s does not fit the entries of %3$s",
            "use an interface with @%4$s, and methods key() and value()"),
    // 1: the method. 2: the field with its place. 3: the missing method.
    BEGIN_WITHOUT_END("IL554", "%1$s begins %2$s, but no method ends it", "declare %3$s"),
    END_WITHOUT_BEGIN("IL555", "%1$s ends %2$s, but no method begins it", "declare %3$s"),
    // 1: the interface. 2: the declaration in the .proto with its place. 3: a method that would write the field.
    REQUIRED_NOT_WRITTEN("IL556", "%1$s writes messages that no reader accepts: it lacks %2$s", "declare %3$s"),

    // 1: the method. 2: the type of the view or writer.
    KEPT_IN_RESULT(
            "IL561",
            "%1$s returns %2$s for later use, but it is valid only until the handler returns",
            "copy the values that are used later, for example into a record");

    private final String code;
    private final String text;
    private final String tip;

    ProtoMessage(String code, String text, String tip) {
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
