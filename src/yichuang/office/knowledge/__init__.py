"""The knowledge base: answers of the bodies, their editions and drafts, the duty of review, finding one while somebody waits."""
