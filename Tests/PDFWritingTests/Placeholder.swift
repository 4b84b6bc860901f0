import PDFWriting
import TestSupport
import Testing
