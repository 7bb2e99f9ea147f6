package dev.interlock.bind;

/** Makes a value of its text, such as {@code Sku::parse} or {@code Sku::new}. */
@FunctionalInterface
public interface TextParser<T> {
    /**
     * The value of {@code text}.
     *
     * @throws Exception when it has none: the answer is 400, or that of a {@link dev.interlock.http.HttpException}
     */
    T parse(String text) throws Exception;
}
