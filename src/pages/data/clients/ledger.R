# Reads Asylum Ledger's files into data frames.
#
# Needs R 3.6 or later, and no package. `data` is the address of the site's /data, or a folder with a copy of it:
#
#     source("ledger.R")
#     data <- "https://ADDRESS/data"
#     ledger_editions(data)
#     ledger_tables(data, "2026-11-25")
#     decisions <- ledger_table(data, "decisions", "2026-11-25")
#     germany <- ledger_series(data, asylum = "DEU")
#
# "NA" is a value: UNHCR's code for new applications, and the two-letter code of Namibia. It is the text "NA" here, and never
# missing. R prints a missing text as <NA> and the text as NA; is.na() keeps them apart. A missing number is NA: it is not 0.
# Codes keep their zeros ("019"). Persons (unit P) and cases (unit C) must not be added.

# Every edition that is kept, the newest first: id, date, whether it is the current one, and bytes.
ledger_editions <- function(data) {
  listed <- .ledger_frame(.ledger_json(data, "index.json")$editions, c("id", "date", "current", "bytes"))
  listed <- listed[order(listed$id, decreasing = TRUE), ]
  rownames(listed) <- NULL
  listed
}

# The tables of an edition: name, title and number of rows.
ledger_tables <- function(data, edition = "latest") {
  .ledger_frame(.ledger_resources(data, edition)$tables, c("name", "title", "rows"))
}

# A table of an edition, each column of codes followed by its label. Cite an edition by its id: "latest" changes.
ledger_table <- function(data, table, edition = "latest") {
  resources <- .ledger_resources(data, edition)
  known <- vapply(resources$tables, function(one) one$name, "")
  if (!table %in% known)
    stop("edition ", edition, " has no table ", table, ". It has: ", paste(known, collapse = ", "), ".", call. = FALSE)
  file <- paste0(table, ".csv.gz")
  fields <- resources$all[[match(file, vapply(resources$all, function(one) one$path, ""))]]$schema$fields
  types <- vapply(fields, function(field) field$type, "")
  names(types) <- vapply(fields, function(field) field$name, "")
  rows <- .ledger_csv(data, paste0(edition, "/", file), types)
  expected <- resources$tables[[match(table, known)]]$rows
  if (nrow(rows) != expected)
    stop(table, ": expected ", expected, " rows, found ", nrow(rows), ". Download the file again.", call. = FALSE)
  rows
}

# Yearly figures of the latest edition with their rounding ranges, by codes of three letters. Give a country of asylum, a country
# of origin, or both for a pair. A year without a row has no entry: it is not 0.
ledger_series <- function(data, asylum = NULL, origin = NULL) {
  if (is.null(asylum) && is.null(origin))
    stop('give asylum, origin or both: ledger_series(data, asylum = "DEU")', call. = FALSE)
  for (code in c(asylum, origin))
    if (!grepl("^[A-Z]{3}$", code))
      stop("expected a code of three capital letters, such as DEU; found ", code, call. = FALSE)
  path <- if (is.null(origin)) paste0("asylum/", asylum)
    else if (is.null(asylum)) paste0("origin/", origin)
    else paste0("pairs/", origin, "-", asylum)
  numbers <- c(year = "integer", value = "integer", at_least = "integer", at_most = "integer")
  .ledger_csv(data, paste0("latest/", path, ".csv"), numbers)
}

# Everything is read as text first: where R guesses types, 019 becomes 19, and without na.strings "NA" becomes missing.
.ledger_csv <- function(data, path, types) {
  file <- .ledger_file(data, path)
  if (file$temporary) on.exit(unlink(file$path))
  connection <- gzfile(file$path, encoding = "UTF-8")
  rows <- read.csv(connection, colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
  for (name in intersect(names(rows), names(types)))
    rows[[name]] <- switch(types[[name]],
      integer = , number = as.numeric(rows[[name]]),
      boolean = rows[[name]] == "true",
      rows[[name]])
  rows
}

.ledger_resources <- function(data, edition) {
  all <- .ledger_json(data, paste0(edition, "/datapackage.json"))$resources
  list(all = all, tables = Filter(function(one) grepl("[.]parquet$", one$path), all))
}

.ledger_frame <- function(list, names) {
  columns <- lapply(names, function(name) unlist(lapply(list, function(one) one[[name]])))
  names(columns) <- names
  data.frame(columns, stringsAsFactors = FALSE)
}

# A file below `data`; an address is first fetched into a temporary file.
.ledger_file <- function(data, path) {
  if (!grepl("^https?://", data)) {
    local <- file.path(data, path)
    if (!file.exists(local)) stop(local, " is not there", call. = FALSE)
    return(list(path = local, temporary = FALSE))
  }
  address <- paste0(sub("/+$", "", data), "/", path)
  local <- tempfile()
  fetched <- tryCatch(suppressWarnings(download.file(address, local, mode = "wb", quiet = TRUE)), error = function(e) 1)
  if (fetched != 0) {
    unlink(local)
    stop(address, " could not be fetched", call. = FALSE)
  }
  list(path = local, temporary = TRUE)
}

# R has no reader of JSON without a package: this one takes a file apart into its signs, and puts them together.
.ledger_json <- function(data, path) {
  file <- .ledger_file(data, path)
  if (file$temporary) on.exit(unlink(file$path))
  # Line by line, as no text of JSON goes over two: matches in one long text would take R minutes.
  lines <- readLines(file$path, encoding = "UTF-8", warn = FALSE)
  signs <- unlist(regmatches(lines, gregexpr('"(?:[^"\\\\]|\\\\.)*+"|[][{}:,]|[^][{}:,"\\s]+', lines, perl = TRUE)))
  at <- 0L
  take <- function() signs[[at <<- at + 1L]]
  value <- function(sign = take()) {
    if (sign == "{" || sign == "[") {
      found <- list()
      repeat {
        sign <- take()
        if (sign == "}" || sign == "]") return(found)
        if (sign == ",") next
        if (signs[[at + 1L]] == ":") {
          name <- .ledger_text(sign)
          take()
          found[[name]] <- value()
        } else found[[length(found) + 1L]] <- value(sign)
      }
    }
    if (startsWith(sign, '"')) return(.ledger_text(sign))
    switch(sign, true = TRUE, false = FALSE, null = NA, as.numeric(sign))
  }
  value()
}

# A text of JSON without its quotation marks and escapes.
.ledger_text <- function(sign) {
  text <- substr(sign, 2L, nchar(sign) - 1L)
  if (!grepl("\\", text, fixed = TRUE)) return(text)
  escapes <- gregexpr("\\\\(?:u[0-9a-fA-F]{4}|.)", text, perl = TRUE)
  regmatches(text, escapes) <- lapply(regmatches(text, escapes), function(found) vapply(found, function(escape) {
    letter <- substr(escape, 2L, 2L)
    switch(letter, n = "\n", t = "\t", r = "\r", b = "\b", f = "\f",
      u = intToUtf8(strtoi(substr(escape, 3L, 6L), 16L)), letter)
  }, ""))
  text
}
