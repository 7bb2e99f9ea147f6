package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Estimates the number of bytecodes of a piece of code from the text of the code. The estimate is usually too high. */
public final class CodeWeight {
    /**
     * Largest weight of the pieces in one method. HotSpot does not compile methods of 8,000 or more bytecodes. The rest
     * is for the code around the pieces.
     */
    public static final int BUDGET = 7_000;

    /**
     * Upper limit for the weight of a token divided by its length. For example, a branching operator of one character
     * weighs 3.
     */
    private static final int HEAVIEST_CHARACTER = 4;

    private static final Pattern TOKEN =
            Pattern.compile("\"|'(?:\\\\.|[^'\\\\])+'|[\\w$]+(?:\\s*\\.\\s*[\\w$]+)*\\(?|::|->"
                    + "|&&|\\|\\||[=!<>]=|<<|>>>?|[-+*/%&|^~!?<>]");

    private CodeWeight() {}

    /** Whether the weight of the code is within the budget. In most cases, the length of the text shows this. */
    static boolean isWithinBudget(CodeBlock code) {
        String text = code.toString();
        return text.length() <= BUDGET / HEAVIEST_CHARACTER || of(text) <= BUDGET;
    }

    /** Returns the weight of statements, of an expression, or of the cases of a switch. */
    public static int of(CodeBlock code) {
        return of(code.toString());
    }

    private static int of(String code) {
        int weight = 0;
        Matcher tokens = TOKEN.matcher(code);
        for (int at = 0; tokens.find(at); ) {
            weight += ofToken(tokens.group());
            at = tokens.group().equals("\"") ? endOfText(code, tokens.end()) : tokens.end();
        }
        return weight;
    }

    /**
     * Returns the index after a text literal. A regular expression for literals could overflow the stack, because it
     * would recurse for each character.
     */
    private static int endOfText(String code, int start) {
        int at = start;
        while (at < code.length() && code.charAt(at) != '"') {
            at += code.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, code.length());
    }

    private static int ofToken(String token) {
        char first = token.charAt(0);
        if (!Character.isJavaIdentifierPart(first)) {
            return first == '"' || isBranch(token) ? 3 : 1;
        }
        return switch (token) {
            // The weight of the label and of its entry in the table of the switch.
            case "case" -> 8;
            case "new" -> 5;
            case "this", "return", "byte", "int", "long" -> 1;
            default -> isLocal(token) ? 2 : isOwnCall(token) ? 8 : 4;
        };
    }

    /** Whether the token calls a method of {@code this}. The call loads {@code this}, and may box a number. */
    private static boolean isOwnCall(String token) {
        return token.endsWith("(") && token.indexOf('.') < 0 && Character.isLowerCase(token.charAt(0));
    }

    private static boolean isBranch(String operator) {
        return switch (operator) {
            case "::", "->", "==", "!=", "<=", ">=", "<", ">", "&&", "||", "!", "?" -> true;
            default -> false;
        };
    }

    /** Whether the token is a local variable, or a keyword that compiles to one instruction. */
    private static boolean isLocal(String token) {
        return token.indexOf('.') < 0 && !token.endsWith("(") && Character.isLowerCase(token.charAt(0));
    }

    /**
     * Splits a list into as few runs as possible. The weight of a run is within the budget, unless the run consists of
     * a single element that exceeds the budget.
     *
     * @param weight function that returns the weight of one element
     */
    public static <T> List<List<T>> split(List<T> all, int budget, ToIntFunction<T> weight) {
        List<List<T>> runs = new ArrayList<>();
        int from = 0;
        int sum = 0;
        for (int i = 0; i < all.size(); i++) {
            int next = weight.applyAsInt(all.get(i));
            if (i > from && sum + next > budget) {
                runs.add(all.subList(from, i));
                from = i;
                sum = 0;
            }
            sum += next;
        }
        runs.add(all.subList(from, all.size()));
        return runs;
    }
}
