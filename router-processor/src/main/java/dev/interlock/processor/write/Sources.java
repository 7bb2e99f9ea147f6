package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Names that one route reads from each source of the request, and the variables for the values. */
final class Sources {
    private static final int MOST_WORDS = 3;

    private final Map<Source, List<String>> names = new EnumMap<>(Source.class);
    /**
     * Names of the header fields that the route reads into collections. If the route also reads a field as a single
     * value, the field is not split, because the single value is the whole line; see {@link #listed}.
     */
    private final List<String> lists = new ArrayList<>();
    /** Names of header fields that the route reads as single values. */
    private final List<String> singles = new ArrayList<>();

    private final boolean readsPartTexts;

    Sources(Handler handler) {
        handler.flatParameters().forEach(this::collect);
        readsPartTexts = handler.flatParameters()
                .anyMatch(parameter -> parameter instanceof Parameter.Text text && text.source() == Source.PART);
    }

    private void collect(Parameter parameter) {
        if (parameter instanceof Parameter.Text text && text.source() != Source.PATH) {
            String name = collect(text.source(), text.name());
            if (text.source() == Source.HEADER) {
                (text.value().shape().collects() ? lists : singles).add(name);
            }
        } else if (parameter instanceof Parameter.File file) {
            collect(Source.PART, file.name());
        }
    }

    /** Adds a name unless it is already known. Returns the name in the spelling that was added first. */
    private String collect(Source source, String name) {
        List<String> known = names.computeIfAbsent(source, it -> new ArrayList<>());
        if (indexOf(source, name) < 0) {
            known.add(name);
        }
        return known.get(indexOf(source, name));
    }

    /** Returns the index of a name among the names of its source, or -1. Ignores the case of header names. */
    int indexOf(Source source, String name) {
        List<String> known = names.getOrDefault(source, List.of());
        for (int i = 0; i < known.size(); i++) {
            boolean same = source == Source.HEADER
                    ? known.get(i).equalsIgnoreCase(name)
                    : known.get(i).equals(name);
            if (same) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the names of the local variables that {@link #writeReads} declares. */
    List<String> variables() {
        List<String> variables = new ArrayList<>();
        names.keySet().forEach(source -> variables.add(source == Source.PART ? "parts" : variable(source)));
        if (readsPartTexts) {
            variables.add(variable(Source.PART));
        }
        return variables;
    }

    /** Returns the name of the variable that holds the values of a source. */
    static String variable(Source source) {
        return switch (source) {
            case HEADER -> "headers";
            case COOKIE -> "cookies";
            case PART -> "partTexts";
            default -> source.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Returns the names of the header fields that the route reads only into collections. */
    private List<String> listed() {
        return lists.stream().distinct().filter(name -> !singles.contains(name)).toList();
    }

    /**
     * Makes a part of the name of a constant from the given names. Uses only the first and the last name if there are
     * more than three.
     */
    private static String words(List<String> read) {
        String first = Names.upperSnake(read.get(0));
        return read.size() <= MOST_WORDS
                ? read.stream().map(Names::upperSnake).collect(Collectors.joining("_"))
                : first + "_TO_" + Names.upperSnake(read.get(read.size() - 1));
    }

    private static CodeBlock headers(List<String> read, List<String> listed) {
        CodeBlock all = fieldNames("ofHeaders", read);
        return listed.isEmpty() ? all : CodeBlock.of("$L.lists($L)", all, joined(listed));
    }

    private static CodeBlock fieldNames(String factory, List<String> read) {
        return CodeBlock.of("$T.$L($L)", RuntimeTypes.FIELD_NAMES, factory, joined(read));
    }

    private static CodeBlock joined(List<String> names) {
        return CodeBlock.join(
                names.stream().map(name -> CodeBlock.of("$S", name)).toList(), ", ");
    }

    /** Writes the statements that read the values of all sources. Each source is read once. */
    void writeReads(CodeBlock.Builder code, Constants constants) {
        names.forEach((source, read) -> {
            String accessor = source == Source.PART ? "parts" : variable(source);
            List<String> listed = source == Source.HEADER ? listed() : List.of();
            String constant = constants.share(
                    List.of(source, read, listed),
                    RuntimeTypes.FIELD_NAMES,
                    accessor.toUpperCase(Locale.ROOT) + "_OF_" + words(read),
                    () -> source == Source.HEADER ? headers(read, listed) : fieldNames("of", read));
            ClassName type = source == Source.PART ? RuntimeTypes.PARTS : RuntimeTypes.FIELDS;
            code.addStatement("$T $N = request.$N($N)", type, accessor, accessor, constant);
        });
        if (readsPartTexts) {
            code.addStatement("$T $N = parts.contents()", RuntimeTypes.FIELDS, variable(Source.PART));
        }
    }
}
