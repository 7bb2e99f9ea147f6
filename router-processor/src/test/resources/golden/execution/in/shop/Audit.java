package shop;

import dev.interlock.http.Filter;

public final class Audit implements Filter {}
