package dev.interlock.processor.testing.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Creates types for bodies, results and attributes: records, sealed types, classes and generic types. */
final class DataTypes {
    private final Draw draw;
    private final Home home;
    private final Constraints constraints;
    private final List<DataTypes> others;
    private final List<DataType> declared = new ArrayList<>();

    DataTypes(Draw draw, Home home, Constraints constraints, List<DataTypes> others) {
        this.others = List.copyOf(others);
        this.draw = draw;
        this.home = home;
        this.constraints = constraints;
    }

    /** Returns a new type, or a type that is already in use. */
    DataType next() {
        if (!declared.isEmpty() && draw.oneIn(3)) {
            return draw.of(declared);
        }
        if (!others.isEmpty() && draw.oneIn(6, Kind.TYPE_OF_OTHER_PACKAGE)) {
            return draw.of(others).next();
        }
        DataType type = switch (draw.upTo(7)) {
            case 0 -> generic();
            case 1 -> sealed();
            case 2 -> fields();
            case 3 -> subclass();
            case 4 -> recursive();
            default -> record();
        };
        declared.add(type);
        return type;
    }

    private DataType record() {
        draw.note(Kind.RECORD);
        String name = home.typeName();
        String constraint = draw.oneIn(6, Kind.CLASS_CONSTRAINT) ? constraints.ofClass() : "";
        String components = members(", ");
        String body = draw.of(
                "{}",
                "{ public " + name + " {} }",
                "implements Comparable<" + name + "> { public int compareTo(" + name + " other) { return 0; } }",
                "{ @AssertTrue public boolean isComplete() { return true; } }",
                "{ static final int LIMIT = 3; enum Part { ONE } record Inner(int x) {} }");
        if (draw.oneIn(5, Kind.INHERITED_CONSTRAINT)) {
            String above = "Keyed" + draw.number();
            home.add(
                    above,
                    home.access() + "interface " + above + "<K> { @NotNull K key(); @NotBlank default String label() "
                            + "{ return \"\"; } }");
            String key = draw.of("String", "UUID");
            return new DataType(
                    home.place(
                            name,
                            "record " + name + "(" + components + ", " + key + " key) implements " + above + "<" + key
                                    + "> {}"),
                    true);
        }
        boolean isChecked = (constraint + components + body).matches("(?s).*@(?!Nullable|Deprecated).*");
        return new DataType(
                home.place(name, constraint + "record " + name + "(" + components + ") " + body), isChecked);
    }

    private DataType generic() {
        draw.note(Kind.GENERIC_RECORD);
        String name = home.typeName();
        String parameter = draw.of("T", "T extends Object", "T, U extends List<? super T>");
        String declaration = "record " + name + "<" + parameter + ">(T value, " + draw.of("", "@Nullable ")
                + "List<T> more, " + draw.of("", "@NotNull ") + "String text)";
        String reference =
                home.place(name, declaration + draw.of(" {}", " implements Runnable { public void run() {} }"));
        String argument = draw.of("String", "Integer", "UUID", "List<Integer>", argument(), argument());
        String arguments = parameter.contains("U") ? argument + ", List<" + argument + ">" : argument;
        return new DataType(reference + "<" + arguments + ">", false);
    }

    private String argument() {
        return declared.isEmpty() ? "Boolean" : draw.of(declared).name();
    }

    private DataType sealed() {
        draw.note(Kind.SEALED);
        String name = home.typeName();
        String first = "First" + draw.number();
        String second = "Second" + draw.number();
        String subtypes = draw.of("@JsonSubTypes({@JsonSubTypes.Type(" + name + "." + first
                + ".class), @JsonSubTypes.Type(value = " + name + "." + second + ".class, name = \"two\")}) ");
        String declaration = "@JsonTypeInfo(use = JsonTypeInfo.Id.NAME) " + subtypes + "sealed interface " + name
                + " { record " + first + "(" + members(", ") + ") implements " + name + " {} record " + second + "("
                + members(", ") + ") implements " + name + " {} }";
        return new DataType(home.place(name, declaration), false);
    }

    private DataType fields() {
        draw.note(Kind.CLASS_WITH_FIELDS);
        String name = home.typeName();
        String fields = "public " + members("; public ") + ";";
        String property = " private int hidden; public int getHidden() { return hidden; } "
                + "public void setHidden(int hidden) { this.hidden = hidden; }";
        boolean isChecked = fields.matches("(?s).*@(?!Nullable|Deprecated).*");
        return new DataType(
                home.place(name, "class " + name + " { " + fields + draw.of("", property) + " }"), isChecked);
    }

    private DataType subclass() {
        draw.note(Kind.GENERIC_SUBCLASS);
        String above = "Above" + draw.number();
        home.add(
                above,
                home.access() + "abstract class " + above + "<K, V extends Comparable<? super V>> { public K key; "
                        + "@NotNull public V value; public Map<String, List<K>> all; }");
        String name = home.typeName();
        String arguments = draw.of("<String, Integer>", "<UUID, String>", "<List<String>, LocalDate>");
        String declaration = "class " + name + " extends " + above + arguments + " { public int count; }";
        return new DataType(home.place(name, declaration), true);
    }

    private DataType recursive() {
        draw.note(Kind.RECURSION);
        String name = home.typeName();
        String member = draw.of(
                "List<@Valid " + name + "> nodes",
                "@Valid @Nullable " + name + " next",
                "Map<String, @Valid " + name + "> byName",
                "Optional<@Valid " + name + "> other");
        return new DataType(home.place(name, "record " + name + "(@NotBlank String name, " + member + ") {}"), true);
    }

    private String members(String separator) {
        return IntStream.rangeClosed(1, 1 + draw.upTo(3))
                .mapToObj(number -> member(number == 1) + " m" + number)
                .collect(Collectors.joining(separator));
    }

    private String member(boolean isPlain) {
        if (!isPlain && !declared.isEmpty() && draw.oneIn(3)) {
            DataType type = draw.of(declared);
            String valid = type.valid(draw);
            return draw.of(
                    valid + type.name(),
                    "List<" + nested(valid, type.name()) + ">",
                    "Map<String, " + nested(valid, type.name()) + ">",
                    "Optional<" + nested(valid, type.name()) + ">");
        }
        if (draw.oneIn(6, Kind.DEEP_CONSTRAINT)) {
            return draw.of(
                    "Map<@NotBlank String, @Size(max = 9) List<@Min(1) Integer>>",
                    "List<List<@NotBlank String>>",
                    "@NotEmpty Map<UUID, @Size(max = 3) String[]>",
                    "Optional<@Size(max = 3) List<@NotNull UUID>>",
                    "EnumMap<DayOfWeek, @Positive Integer>",
                    "@Size(max = 3) ArrayList<LinkedHashMap<String, @NotNull Boolean>>");
        }
        TextType type = draw.of(TextType.BUILT_IN);
        if (type.name().equals("Slice") || type.name().equals("CharSequence")) {
            return "String";
        }
        String constraint = constraints.on(type.role());
        return draw.of(
                constraint + type.name(),
                constraint + type.name(),
                draw.of("", "@Deprecated ") + constraint + type.name(),
                "List<" + nested(constraint, type.boxed()) + ">",
                "Optional<" + nested(constraint, type.boxed()) + ">",
                "@Nullable " + type.boxed(),
                "Map<String, " + type.boxed() + ">",
                type.name() + "[]");
    }

    /** Returns a type argument with annotations. They are placed before the simple name, as JLS 9.7.4 requires. */
    static String nested(String annotations, String type) {
        int arguments = type.indexOf('<') < 0 ? type.length() : type.indexOf('<');
        int simple = type.lastIndexOf('.', arguments) + 1;
        return type.substring(0, simple) + annotations + type.substring(simple);
    }
}
